//! The requests under way of a téléservice, by the version they follow, and those
//! that were moved from one version to another.

use axum::extract::{Path, State};
use cases::{InFlight, Moving, Shelved};
use db::{InstanceKey, InstanceTx};
use kernel::{Slug, text};
use serde::Deserialize;
use ui::{Column, Link, Markup, Page, Row, Tone, html};
use web::{Ctx, Failure, Html, Outcome};

use super::urls;
use crate::Studio;

#[derive(Deserialize)]
pub(super) struct Asked {
    teleservice: Slug,
}

pub(super) async fn get(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx) -> Outcome<Html> {
    let (instance, teleservice) = (ctx.instance()?, &asked.teleservice);
    let mut tx = ctx.instance_read(instance).await?;
    let live = studio.cases().live(&mut tx, teleservice).await?;
    let flights = studio.cases().in_flight(&mut tx, teleservice).await?;
    let title = title(&studio, &mut tx, live.as_ref(), &flights).await?;
    let moves = studio.cases().moves(&mut tx, teleservice).await?;
    drop(tx);
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier")], "Demandes en cours"))
        (ui::heading(Some(&title), "Demandes en cours"))
        (ui::lead("Chaque demande garde la version avec laquelle elle a été envoyée. Vous pouvez la faire passer à la version en ligne."))
        (versions(instance, teleservice, live.as_ref(), &flights))
        @if !moves.is_empty() {
            (ui::section("Passages à une autre version", html! { @for one in &moves { (moving(instance, teleservice, one)) } }))
        }
    };
    Ok(Page::new(format!("Demandes en cours – {title}"), body).wide().into())
}

/// The title of the live version, or of the latest that requests follow.
async fn title(studio: &Studio, tx: &mut InstanceTx, live: Option<&Shelved>, flights: &[InFlight]) -> Outcome<String> {
    if let Some(live) = live {
        return Ok(live.compiled.about().title.clone());
    }
    let latest = flights.first().ok_or(Failure::NOT_FOUND)?;
    Ok(studio.cases().once_published(tx, &latest.hash).await?.about().title.clone())
}

fn versions(instance: &InstanceKey, teleservice: &Slug, live: Option<&Shelved>, flights: &[InFlight]) -> Markup {
    if flights.is_empty() {
        return ui::empty_state("Aucune demande en cours", "Les demandes qui ne sont pas terminées apparaîtront ici.", None);
    }
    let row = |flight: &InFlight| {
        let live = live.map(|live| (live.compiled.hash().to_string() == flight.hash, live.published_at));
        let is_live = live.is_some_and(|(is_live, _)| is_live);
        let since = live.filter(|(is_live, _)| *is_live).map_or(flight.since, |(_, since)| since);
        vec![
            html! { "Version du " (text::date_time(since)) @if is_live { " " (ui::status_tag(Tone::Success, "En ligne")) } },
            ui::number(flight.count),
            html! {
                @if live.is_some() && !is_live {
                    a href=(urls::moving(instance, teleservice, &flight.hash)) {
                        "Passer ces demandes à la version en ligne" span.hidden { ", depuis la version du " (text::date_time(since)) }
                    }
                }
            },
        ]
    };
    let columns = [Column::text("Version"), Column::number("Demandes"), Column::text("Action")];
    ui::table("Demandes en cours par version", &columns, &flights.iter().map(row).collect::<Vec<_>>())
}

/// Where a move stands.
fn moving(instance: &InstanceKey, teleservice: &Slug, one: &Moving) -> Markup {
    let title = format!("Passage à la version du {}", text::date_time(one.to_since));
    let rows = [("Demandes passées", one.moved), ("Encore à passer", one.left), ("Demandes qui n’ont pas pu passer", one.refused)];
    let rows: Vec<Row> = rows.into_iter().map(|(name, count)| Row::new(name, ui::number(count))).collect();
    html! {
        h3 { (title) }
        p.hint { "Demandé le " (text::date_time(one.asked_at)) " par " (one.asked_by.expose()) "." }
        @if one.left > 0 {
            (ui::progress(&title, one.moved + one.refused, one.moved + one.refused + one.left))
            p { a href=(urls::versions(instance, teleservice)) { "Actualiser" span.hidden { " l’avancement" } } }
        }
        (ui::summary_list(&rows))
        @if !one.refusals.is_empty() {
            (ui::details("Pourquoi certaines ne sont pas passées", html! {
                ul {
                    @for refusal in &one.refusals {
                        li { a href=(urls::case(instance, refusal.case)) { (refusal.reference) } "\u{a0}: " (refusal.why) }
                    }
                }
            }))
        }
    }
}
