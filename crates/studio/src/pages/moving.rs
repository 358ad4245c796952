//! Moving the requests of a version to the live one: what it does is seen first,
//! then confirmed.

mod told;

use std::collections::BTreeMap;

use authoring::compare::differences;
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use cases::MovePlan;
use db::InstanceTx;
use kernel::{Slug, text};
use serde::Deserialize;
use ui::{Choice, Column, FormState, Kind, Label, Link, Markup, Page, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::urls;
use crate::Studio;

/// The field that tells which version was live when the page was shown.
const TO: &str = "vers";

const LIVE_CHANGED: &str = "Une autre version a été mise en ligne. Voici ce qu’elle change. Relisez, puis confirmez.";

#[derive(Deserialize)]
pub(super) struct Asked {
    teleservice: Slug,
    version: String,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let Some(plan) = studio.cases().move_plan(&mut tx, &asked.teleservice, &asked.version).await? else {
        // none left to move
        return Ok(redirect(&urls::versions(ctx.instance()?, &asked.teleservice)));
    };
    let changes = changes(&studio, &mut tx, &plan).await?;
    drop(tx);
    Ok(drawn(&ctx, &plan, &changes, &FormState::default(), None)?.into_response())
}

/// All that changes between the two versions, in words.
async fn changes(studio: &Studio, tx: &mut InstanceTx, plan: &MovePlan) -> Outcome<Vec<String>> {
    let from = studio.cases().document(tx, &plan.from.hash().to_string()).await?;
    let to = studio.cases().document(tx, &plan.to.compiled.hash().to_string()).await?;
    Ok(differences(&from, &to).iter().map(ToString::to_string).collect())
}

/// Moves what was seen.
pub(super) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let back = urls::versions(ctx.instance()?, &asked.teleservice);
    let mut tx = ctx.instance_write(ctx.instance()?).await?;
    let Some(plan) = studio.cases().move_plan(&mut tx, &asked.teleservice, &asked.version).await? else { return Ok(redirect(&back)) };
    let changes = changes(&studio, &mut tx, &plan).await?;
    if posted.value(TO) != plan.to.compiled.hash().to_string() {
        return Ok(drawn(&ctx, &plan, &changes, &posted.state(), Some(LIVE_CHANGED))?.into_response());
    }
    let chosen = chosen(&plan, &posted);
    let mut state = posted.state();
    for status in plan.homeless(&chosen) {
        let sentence = format!("Choisissez où vont les demandes «\u{a0}{}\u{a0}».", label(&plan, status));
        state.add_error(input(status), sentence);
    }
    if state.has_errors() {
        return Ok(drawn(&ctx, &plan, &changes, &state, None)?.into_response());
    }
    studio.cases().order_move(&mut tx, ctx.moment(), ctx.agent()?, &plan, chosen).await?;
    tx.commit().await?;
    Ok(redirect(&back))
}

fn input(status: &Slug) -> String {
    format!("statut.{status}")
}

/// Where the requests of each status that is gone go.
fn chosen(plan: &MovePlan, posted: &Posted) -> BTreeMap<Slug, Slug> {
    let gone = plan.succession.statuses.iter().filter(|fate| !fate.stays);
    gone.filter_map(|fate| Some((fate.slug.clone(), posted.value(&input(&fate.slug)).parse().ok()?))).collect()
}

/// What agents read of a status of the version that is left.
fn label(plan: &MovePlan, status: &Slug) -> String {
    plan.from.workflow().status(status).map_or_else(|| status.to_string(), |status| status.agent_label.clone())
}

fn drawn(ctx: &Ctx, plan: &MovePlan, changes: &[String], state: &FormState, refused: Option<&str>) -> Outcome<Html> {
    let (instance, teleservice) = (ctx.instance()?, &plan.to.teleservice);
    let list = urls::versions(instance, teleservice);
    let count = text::count(plan.in_flight.count, "demande");
    let title = "Passer à la version en ligne";
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier"), Link::new(&list, "Demandes en cours")], title))
        (ui::error_summary(state))
        @if let Some(refused) = refused { (ui::notice(Kind::Warning, "Rien n’est encore passé", html! { p { (refused) } })) }
        (ui::heading(Some(&plan.to.compiled.about().title), title))
        (ui::lead(&format!("{count} de la version du {}, vers celle du {}.", text::date_time(plan.in_flight.since), text::date_time(plan.to.published_at))))
        (ui::section("Où vont les demandes", statuses(plan)))
        (told::told(plan, changes))
        (ui::section("Confirmer", ui::form(&urls::moving(instance, teleservice, &plan.in_flight.hash), ctx.csrf(), None, false, html! {
            (ui::hidden(TO, &plan.to.compiled.hash().to_string()))
            (choices(plan, state))
            (ui::button_row(html! {
                (ui::button(&format!("Passer {count} à la version en ligne")))
                (ui::secondary_link_button(&list, "Annuler"))
            }))
        })))
    };
    let status = match (refused, state.has_errors()) {
        (Some(_), _) => 409,
        (None, true) => 422,
        (None, false) => 200,
    };
    Ok(Page::new(format!("{title} – {}", plan.to.compiled.about().title), body).status(status).wide().into())
}

/// How many requests are where, and where they will be.
fn statuses(plan: &MovePlan) -> Markup {
    let row = |(status, count): &(Slug, u64)| {
        let stays = plan.succession.destination(status, &BTreeMap::new());
        let after = stays.and_then(|status| plan.to.compiled.workflow().status(&status)).map(|status| status.agent_label.clone());
        vec![html! { (label(plan, status)) }, ui::number(*count), html! { (after.as_deref().unwrap_or("À choisir ci-dessous")) }]
    };
    let columns = [Column::text("Statut"), Column::number("Demandes"), Column::text("Après")];
    ui::table("Demandes par statut", &columns, &plan.in_flight.statuses.iter().map(row).collect::<Vec<_>>())
}

/// A menu for each status that is gone and has requests.
fn choices(plan: &MovePlan, state: &FormState) -> Markup {
    let homeless = plan.homeless(&BTreeMap::new());
    let gone = plan.succession.statuses.iter().filter(|fate| homeless.contains(&&fate.slug));
    html! {
        @for fate in gone {
            @let name = input(&fate.slug);
            @let question = format!("Où vont les demandes «\u{a0}{}\u{a0}» ?", fate.label);
            @let options: Vec<Choice<'_>> = fate.candidates.iter().map(|one| Choice::new(one.slug.as_str(), &one.label)).collect();
            (ui::select(&Label::new(&name, &question).hint("Ce statut n’existe plus.").state(state), &options, state.value(&name)))
        }
    }
}
