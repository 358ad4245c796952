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
use ui::{Choice, FormState, Kind, Label, Markup, html};
use web::{Answer, Ctx, Failure, Outcome, Posted, Right, redirect};

use super::{
    check::{self, Asked, Gate},
    shell::{self, Part, SEEN},
};
use crate::{
    Studio,
    jobs::PUBLISH,
    keep::{self, Opened},
    store::{planned, works},
};

/// The team that bears every function until somebody says otherwise.
const TEAM: (&str, &str) = ("accueil", "Accueil");

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
    let gate = Gate::read(&studio, &mut tx, &opened).await?;
    let refusal = match posted.value(SEEN) == opened.work.version.to_string() {
        _ if !gate.is_open() => Some("Corrigez d’abord ce qui est marqué « À corriger ».".to_owned()),
        false => Some("Quelqu’un d’autre a modifié la démarche. Relisez ce qui change, puis publiez.".to_owned()),
        true => None,
    };
    let day = day(&posted);
    let refusal = refusal.or_else(|| wrong_day(&ctx, &posted, day));
    if let Some(refusal) = refusal {
        drop(tx);
        return Ok(check::drawn(&studio, &ctx, &opened, &gate, Some(&refusal)).await?.into_response());
    }
    staff(&studio, &mut tx, &opened.definition, &posted).await?;
    if let Some(due) = day.and_then(morning) {
        plan(&studio, &mut tx, &ctx, &opened, due).await?;
        tx.commit().await?;
        return Ok(redirect(&back));
    }
    tx.commit().await?;
    let target = match posted.value("faire") {
        "production" => production(&studio, &ctx, &instance).await?,
        _ => instance.clone(),
    };
    publish(&studio, &ctx, &target, &opened.definition).await?;
    let mut tx = ctx.instance_write(&instance).await?;
    works::base_on(&mut tx, &asked.work, &definition::hash(&opened.definition).to_string()).await?;
    tx.commit().await?;
    Ok(redirect(&back))
}

/// The production space of the same authority, if the author administers it too.
async fn production(studio: &Studio, ctx: &Ctx, test: &InstanceKey) -> Outcome<InstanceKey> {
    let target = InstanceKey { stage: Stage::Production, ..test.clone() };
    let pass = studio.cases().pass_of(&target, &ctx.signed_in()?.subject).await?;
    match pass.is_some_and(|pass| pass.may(Right::Administer)) {
        true => Ok(target),
        false => Err(Failure::invalid("Vous n’administrez pas l’espace de production. Demandez à un administrateur de publier.")),
    }
}

async fn publish(studio: &Studio, ctx: &Ctx, target: &InstanceKey, definition: &Definition) -> Outcome<()> {
    let publication = studio.cases().check(definition.clone())?;
    let team: Slug = TEAM.0.parse().map_err(|_| Failure::fault("the team's name is not a slug"))?;
    let place = Place { instance: target, origin: Origin::Own, team: (&team, TEAM.1), offered: true };
    studio.cases().publish(ctx.moment(), &publication, place).await
}

/// Keeps which team stands behind each function, as chosen.
async fn staff(studio: &Studio, tx: &mut db::InstanceTx, definition: &Definition, posted: &Posted) -> Outcome<()> {
    let teams = studio.cases().staffing(tx, &definition.slug).await?.teams;
    for function in &definition.workflow.functions {
        let chosen = posted.value(&input(&function.slug));
        if let Some((team, _)) = teams.iter().find(|(team, _)| team.as_str() == chosen) {
            studio.cases().staff(tx, &definition.slug, &function.slug, team).await?;
        }
    }
    Ok(())
}

fn input(function: &Slug) -> String {
    format!("fonction.{function}")
}

/// The day typed, if it is one.
fn day(posted: &Posted) -> Option<jiff::civil::Date> {
    let part = |name: &str| posted.value(&format!("jour.{name}")).trim().to_owned();
    jiff::civil::Date::new(part("year").parse().ok()?, part("month").parse().ok()?, part("day").parse().ok()?).ok()
}

fn wrong_day(ctx: &Ctx, posted: &Posted, day: Option<jiff::civil::Date>) -> Option<String> {
    let is_typed = ["jour.day", "jour.month", "jour.year"].iter().any(|part| !posted.value(part).trim().is_empty());
    match day {
        None if is_typed => Some("Cette date n’existe pas. Vérifiez le jour, le mois et l’année.".to_owned()),
        Some(day) if day <= text::day(ctx.moment().now) => Some("Choisissez un jour après aujourd’hui, ou laissez la date vide.".to_owned()),
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
    planned::plan(tx, &opened.work.slug, &hash, due, ctx.agent()?.name.expose()).await?;
    let job = jobs::NewJob::new(PUBLISH, &opened.work.slug).due(due);
    jobs::enqueue(tx, ctx.moment(), job).await?;
    Ok(())
}

/// The form that publishes, when the gate is open.
pub(super) async fn form(studio: &Studio, ctx: &Ctx, opened: &Opened, gate: &Gate) -> Outcome<Markup> {
    let instance = ctx.instance()?;
    let action = Part::Check.href(instance, &opened.work.slug);
    let mut tx = ctx.instance_read(instance).await?;
    let staffing = studio.cases().staffing(&mut tx, &opened.work.slug).await?;
    drop(tx);
    let is_test = instance.stage == Stage::Test;
    let state = FormState::default();
    let teams: Vec<Choice<'_>> = staffing.teams.iter().map(|(team, label)| Choice::new(team.as_str(), label)).collect();
    let bound = |function: &Slug| staffing.bound.iter().find(|(name, _)| name == function).map_or("", |(_, team)| team.as_str());
    Ok(html! {
        @if let Some(planned) = &gate.planned {
            (ui::notice(Kind::Info, "Une publication est prévue", html! {
                p { "Le " (text::date(text::day(planned.due_at))) ", par " (planned.planned_by) "." }
                (ui::form(&action, ctx.csrf(), None, false, html! { (shell::seen(opened)) (ui::button_row(ui::secondary_button_named("faire", "renoncer", "Annuler la publication prévue"))) }))
            }))
        }
        @if gate.is_open() {
            (ui::section("Publier", ui::form(&action, ctx.csrf(), None, false, html! {
                (shell::seen(opened))
                @if !teams.is_empty() {
                    @for function in &opened.definition.workflow.functions {
                        @let name = input(&function.slug);
                        (ui::select(&Label::new(&name, &format!("Qui est «\u{a0}{}\u{a0}» ?", function.label)).optional(), &teams, bound(&function.slug)))
                    }
                }
                (ui::date_input(&Label::new("jour", "Jour de la publication").hint("Laissez vide pour publier maintenant.").optional(), ui::DateValue::from_state(&state, "jour")))
                (ui::button_row(html! {
                    @if !gate.is_live(&opened.definition) { (ui::button_named("faire", "ici", if is_test { "Publier dans l’espace de test" } else { "Publier" })) }
                    @if is_test && gate.is_live(&opened.definition) { (ui::button_named("faire", "production", "Publier en production")) }
                }))
            })))
        }
    })
}
