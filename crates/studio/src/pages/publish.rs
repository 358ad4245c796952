//! Publishing a work: in the space where it is written, now or on a day; then from
//! the test space to production.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use cases::{Place, model::Origin};
use db::{InstanceKey, Stage, jobs};
use definition::Definition;
use kernel::{Slug, Timestamp, text};
use ui::{FormState, Kind, Label, Markup, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, Right, redirect};

use super::{
    check::{self, Asked, Gate},
    pack,
    shell::{self, Part, SEEN},
    teams, urls,
};
use crate::{
    Studio,
    jobs::{PUBLISH, live_hash},
    keep::{self, Opened},
    store::{planned, works},
};

/// Publishes what the author saw.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let back = Part::Check.href(&instance, &asked.work);
    if posted.value("faire") == "renoncer" {
        planned::give_up(&mut tx, &asked.work).await?;
        tx.commit().await?;
        return Ok(redirect(&back));
    }
    let gate = Gate::read(&studio, &ctx, &mut tx, &opened).await?;
    let target = target(&studio, &ctx, posted.value("faire")).await?;
    let refused = refusal(&ctx, &opened, &gate, &posted, target.as_ref());
    let (None, Some(target)) = (refused, target) else {
        drop(tx);
        let refused = Refused { why: refused.unwrap_or(NOT_YOURS), state: posted.state() };
        return Ok(check::drawn(&studio, &ctx, &opened, &gate, Some(&refused)).await?.into_response());
    };
    let opened = kept_up(&mut tx, &ctx, opened, &gate).await?;
    if let Some(due) = day(&posted).and_then(morning) {
        teams::keep(&studio, &mut tx, &opened.definition, &posted).await?;
        plan(&studio, &mut tx, &ctx, &opened, due).await?;
        tx.commit().await?;
        return Ok(redirect(&back));
    }
    tx.commit().await?;
    publish(&studio, &ctx, &target, &opened.definition, &posted).await?;
    let mut tx = ctx.instance_write(&instance).await?;
    works::base_on(&mut tx, &asked.work, &definition::hash(&opened.definition).to_string()).await?;
    tx.commit().await?;
    Ok(redirect(&back))
}

/// The work, with the tests of its first draft as they passed.
async fn kept_up(tx: &mut db::InstanceTx, ctx: &Ctx, opened: Opened, gate: &Gate) -> Outcome<Opened> {
    if gate.upkeep.is_empty() {
        return Ok(opened);
    }
    let slug = opened.work.slug.clone();
    keep::edit(tx, ctx, &slug, opened.work.version, &gate.upkeep).await?;
    keep::open(tx, &slug).await
}

/// Why nothing was published, and what was typed.
pub(super) struct Refused {
    pub(super) why: &'static str,
    pub(super) state: FormState,
}

const NOT_YOURS: &str = "Vous n’administrez pas l’espace de production. Demandez à un administrateur de publier.";

/// What keeps this from being published, if anything does; `target` is where it would be.
fn refusal(ctx: &Ctx, opened: &Opened, gate: &Gate, posted: &Posted, target: Option<&InstanceKey>) -> Option<&'static str> {
    if !gate.is_open() {
        return Some("Corrigez d’abord ce qui est marqué «\u{a0}À corriger\u{a0}».");
    }
    if posted.value(SEEN) != opened.work.version.to_string() {
        return Some("Quelqu’un d’autre a modifié la démarche. Relisez ce qui change, puis publiez.");
    }
    let Some(target) = target else { return Some(NOT_YOURS) };
    wrong_day(ctx, posted).or_else(|| {
        let is_late = day(posted).is_some() && Some(target) != ctx.instance().ok();
        is_late.then_some("La publication en production se fait tout de suite. Laissez la date vide.")
    })
}

/// Where it is published: here, or in production; nothing when the author does not administer production.
async fn target(studio: &Studio, ctx: &Ctx, asked: &str) -> Outcome<Option<InstanceKey>> {
    match asked {
        "production" => production(studio, ctx).await,
        _ => Ok(Some(ctx.instance()?.clone())),
    }
}

/// The production space of the same authority, if the author administers it too.
pub(super) async fn production(studio: &Studio, ctx: &Ctx) -> Outcome<Option<InstanceKey>> {
    let target = InstanceKey { stage: Stage::Production, ..ctx.instance()?.clone() };
    let pass = studio.cases().pass_of(&target, &ctx.signed_in()?.subject).await?;
    Ok(pass.is_some_and(|pass| pass.may(Right::Administer)).then_some(target))
}

/// Publishes there at once, with the teams of that space: what was planned there is over.
async fn publish(studio: &Studio, ctx: &Ctx, target: &InstanceKey, definition: &Definition, posted: &Posted) -> Outcome<()> {
    let publication = studio.cases().check(definition.clone())?;
    let team: Slug = teams::USUAL.0.parse().map_err(|_| Failure::fault("the team's name is not a slug"))?;
    let place = Place { instance: target, origin: Origin::Own, team: (&team, teams::USUAL.1), offered: true };
    let mut tx = ctx.instance_write(target).await?;
    teams::keep(studio, &mut tx, definition, posted).await?;
    studio.cases().put(&mut tx, ctx.moment(), &publication, &place).await?;
    planned::give_up(&mut tx, &definition.slug).await?;
    Ok(tx.commit().await?)
}

/// The day typed, if it is one.
fn day(posted: &Posted) -> Option<jiff::civil::Date> {
    let part = |name: &str| posted.value(&format!("jour.{name}")).trim().to_owned();
    jiff::civil::Date::new(part("year").parse().ok()?, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

fn wrong_day(ctx: &Ctx, posted: &Posted) -> Option<&'static str> {
    let is_typed = ["jour.day", "jour.month", "jour.year"].iter().any(|part| !posted.value(part).trim().is_empty());
    match day(posted) {
        None if is_typed => Some("Cette date n’existe pas. Vérifiez le jour, le mois et l’année."),
        Some(day) if day <= text::day(ctx.moment().now) => Some("Choisissez un jour après aujourd’hui, ou laissez la date vide."),
        _ => None,
    }
}

/// Six in the morning in Paris: before anybody opens a counter.
fn morning(day: jiff::civil::Date) -> Option<Timestamp> {
    day.at(6, 0, 0, 0).to_zoned(text::paris()).ok().map(|zoned| zoned.timestamp())
}

/// The definition is kept with its plan, so that what is published that day is what was seen.
async fn plan(studio: &Studio, tx: &mut db::InstanceTx, ctx: &Ctx, opened: &Opened, due: Timestamp) -> Outcome<()> {
    let publication = studio.cases().check(opened.definition.clone())?;
    let hash = studio.cases().keep(tx, &publication, ctx.moment().now).await?;
    let live = live_hash(studio, tx, &opened.work.slug).await?;
    planned::plan(tx, &opened.work.slug, (&hash, &live), due, ctx.agent()?.name.expose()).await?;
    let job = jobs::NewJob::new(PUBLISH, &opened.work.slug).due(due);
    jobs::enqueue(tx, ctx.moment(), job).await?;
    Ok(())
}

/// The form that publishes, when the gate is open.
pub(super) async fn form(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate, state: &FormState) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let action = Part::Check.href(instance, &opened.work.slug);
    let is_test = instance.stage == Stage::Test;
    let is_live = gate.is_live(&opened.definition);
    // once it is live in the test space, what is left is production
    let production = if is_test && is_live { production(studio, ctx).await? } else { None };
    // the teams are those of the space where it goes
    let mut tx = ctx.instance_read(production.as_ref().unwrap_or(instance)).await?;
    let staffing = studio.cases().staffing(&mut tx, &opened.work.slug).await?;
    drop(tx);
    let shared = html! { (pack::of_work(studio, ctx, opened).await?) (pack::offer_section(studio, ctx, opened).await?) };
    Ok(html! {
        @if let Some(planned) = &gate.planned {
            @let is_late = ctx.moment().now > planned.due_at + jiff::SignedDuration::from_hours(1);
            (ui::notice(if is_late { Kind::Warning } else { Kind::Info }, if is_late { "Une publication prévue n’a pas eu lieu" } else { "Une publication est prévue" }, html! {
                p { "Le " (text::date(text::day(planned.due_at))) ", par " (planned.planned_by) "." }
                @if is_late { p { "Une autre version a été publiée depuis, ou la démarche ne pouvait plus l’être. Publiez-la maintenant, ou annulez." } }
                (ui::form(&action, ctx.csrf(), None, false, html! { (shell::seen(opened)) (ui::button_row(ui::secondary_button_named("faire", "renoncer", "Annuler la publication prévue"))) }))
            }))
        }
        @if gate.is_open() {
            (ui::section(if is_test && is_live { "Mettre en ligne" } else { "Publier" }, ui::form(&action, ctx.csrf(), None, false, html! {
                (shell::seen(opened))
                @if !is_live {
                    (teams::inputs(&opened.definition, &staffing))
                    (ui::date_input(&Label::new("jour", "Jour de la publication").hint("Laissez vide pour publier maintenant.").optional(), ui::DateValue::from_state(state, "jour")))
                    (ui::button_row(ui::button_named("faire", "ici", if is_test { "Publier dans l’espace de test" } else { "Publier" })))
                } @else if let Some(space) = &production {
                    @if !gate.production.as_ref().is_some_and(|there| there.is_same) {
                        (teams::inputs(&opened.definition, &staffing))
                        p { "Les usagers verront cette version tout de suite, pour de vrai. Essayez-la d’abord." }
                        (ui::button_row(ui::button_named("faire", "production", "Mettre en ligne pour les usagers")))
                    }
                    p { a href=(urls::versions(space, &opened.work.slug)) { "Voir les demandes en cours en production" } }
                } @else if is_test {
                    p { "Un administrateur de l’espace de production peut la publier pour les usagers." }
                }
            })))
        }
        (shared)
    })
}
