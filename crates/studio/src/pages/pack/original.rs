//! What changed in the original of a copy, what changed in the copy, and bringing
//! both together.

mod compared;

use std::collections::BTreeMap;

use authoring::compare::{Merge, Side, State as Who, merge};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use kernel::Slug;
use serde::Deserialize;
use ui::{Choice, FormState, Kind, Label, Markup, html};
use web::{Answer, Ctx, Failure, Html, Outcome, Posted, redirect};

use self::compared::{Compared, told};
use super::offer::VERSION;
use crate::{
    Studio,
    keep::{self, Kept, Opened},
    pages::{
        shell::{self, Part, SEEN},
        urls,
    },
    store::taken,
};

#[derive(Deserialize)]
pub(in crate::pages) struct Asked {
    work: Slug,
}

pub(in crate::pages) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let mut tx = ctx.instance_read(ctx.instance()?).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let compared = Compared::read(&ctx, &mut tx, &opened).await?;
    drawn(&studio, &ctx, &opened, &compared, &FormState::default())
}

/// Brings the new version of the original into the copy: one step of its history.
pub(in crate::pages) async fn post(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?.clone();
    let mut tx = ctx.instance_write(&instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    let compared = Compared::read(&ctx, &mut tx, &opened).await?;
    let mut state = posted.state();
    if posted.value(SEEN) != opened.work.version.to_string() || posted.value(VERSION) != compared.offered.hash {
        let state = FormState::default().with_error("choix", "L’une des versions a changé entre-temps. Relisez, puis recommencez.");
        return Ok(drawn(&studio, &ctx, &opened, &compared, &state)?.into_response());
    }
    let choices = chosen(&compared, &posted, &mut state);
    if state.has_errors() {
        return Ok(drawn(&studio, &ctx, &opened, &compared, &state)?.into_response());
    }
    let merged = merge(&compared.base, &opened.definition, &compared.theirs, &choices)
        .map_err(|unsettled| Failure::fault(format!("conflicts without a choice: {unsettled:?}")))?;
    let said = format!("Nouvelle version de «\u{a0}{}\u{a0}» reprise", studio.name_of(&compared.offered.authority));
    match keep::replace(&mut tx, &ctx, &opened, &merged, &said).await? {
        Kept::Done => {
            taken::follow(&mut tx, &asked.work, &compared.offered.hash).await?;
            tx.commit().await?;
            Ok(redirect(&urls::work(&instance, &asked.work)))
        }
        Kept::Refused(sentence) => Err(Failure::invalid(sentence)),
        Kept::Overtaken(now) => {
            let state = FormState::default().with_error("choix", "Quelqu’un d’autre a modifié la démarche. Relisez, puis recommencez.");
            Ok(drawn(&studio, &ctx, &now, &Compared::read(&ctx, &mut tx, &now).await?, &state)?.into_response())
        }
    }
}

/// Whose version is kept of each conflict; what is not chosen is told.
fn chosen(compared: &Compared, posted: &Posted, state: &mut FormState) -> BTreeMap<String, Side> {
    let mut choices = BTreeMap::new();
    for (rank, unit) in compared.of(Who::Conflict).enumerate() {
        let name = input(rank);
        match posted.value(&name) {
            "ours" => drop(choices.insert(unit.key.clone(), Side::Ours)),
            "theirs" => drop(choices.insert(unit.key.clone(), Side::Theirs)),
            _ => state.add_error(name, format!("Choisissez une version\u{a0}: {}.", unit.what)),
        }
    }
    choices
}

fn input(rank: usize) -> String {
    format!("choix.{rank}")
}

fn drawn(studio: &Studio, ctx: &Ctx, opened: &Opened, compared: &Compared, state: &FormState) -> Outcome<Html> {
    let action = urls::of_work(ctx.instance()?, &opened.work.slug, "original");
    let from = studio.name_of(&compared.offered.authority);
    let body = html! {
        (ui::error_summary(state))
        (ui::lead("Ce qui a changé dans l’original, et ce que votre copie en garde."))
        @if compared.is_up_to_date() { (ui::notice(Kind::Success, "Votre copie suit l’original", html! { p { (from) " n’a rien proposé de plus récent." } })) }
        @else { (ui::form(&action, ctx.csrf(), None, false, brought(opened, compared, &from, state))) }
    };
    let status = if state.has_errors() { 422 } else { 200 };
    Ok(shell::page(ctx, opened, Part::History, "Ce qui a changé", body)?.status(status).into())
}

fn brought(opened: &Opened, compared: &Compared, from: &str, state: &FormState) -> Markup {
    let listed = |who: Who| html! { ul { @for unit in compared.of(who) { li { (unit.what) "\u{a0}: " (told(unit, unit.theirs.as_ref().or(unit.ours.as_ref()))) } } } };
    let any = |who: Who| compared.of(who).next().is_some();
    html! {
        (shell::seen(opened))
        (ui::hidden(VERSION, &compared.offered.hash))
        @if any(Who::Conflict) {
            (ui::section("À choisir", html! {
                p { "Vous et l’original avez changé la même chose. Choisissez ce que votre copie garde." }
                @for (rank, unit) in compared.of(Who::Conflict).enumerate() { (conflict(rank, unit, state)) }
            }))
        }
        @if any(Who::Theirs) { (ui::section(&format!("Changé par\u{a0}: {from}"), listed(Who::Theirs))) }
        @if any(Who::Same) { (ui::section("Changé de la même façon des deux côtés", listed(Who::Same))) }
        @if any(Who::Ours) { (ui::details("Ce que vous avez changé, et qui reste", listed(Who::Ours))) }
        (ui::button_row(ui::button("Reprendre ces changements")))
    }
}

fn conflict(rank: usize, unit: &Merge, state: &FormState) -> Markup {
    let (name, ours, theirs) = (input(rank), told(unit, unit.ours.as_ref()), told(unit, unit.theirs.as_ref()));
    let choices = [Choice::new("ours", "La nôtre").hint(ours.as_str()), Choice::new("theirs", "La leur").hint(theirs.as_str())];
    ui::radios(&Label::new(&name, &unit.what).state(state), &choices, state.value(&name))
}
