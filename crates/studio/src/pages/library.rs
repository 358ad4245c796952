//! The library: questions and blocks that authorities share with each other.

use authoring::Place;
use axum::extract::{Path, State};
use kernel::{Problem, Slug, text};
use serde::Deserialize;
use ui::{Column, Kind, Link, Markup, Page, html};
use web::{Answer, Ctx, Html, Outcome, Posted, redirect};

use super::{help, urls};
use crate::{
    Studio, keep,
    store::library::{self, Shared},
};

/// What the address says once a question was put there.
const KEPT: &str = "fait=oui";
/// The name of the button that takes a question out.
const CHOSEN: &str = "bloc";

/// A place of a work, to be shared.
#[derive(Deserialize)]
pub(super) struct Asked {
    work: Slug,
    place: String,
}

pub(super) async fn get(State(studio): State<Studio>, ctx: Ctx) -> Outcome<Html> {
    let instance = ctx.instance()?;
    let mut tx = ctx.platform_read().await?;
    let all = library::all(&mut tx).await?;
    drop(tx);
    let rows: Vec<_> = all.iter().map(|shared| row(&studio, &instance.authority, shared)).collect();
    let columns = ["Question", "Réponse", "De", "Depuis", "Retirer"].map(Column::text);
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::list(instance), "Atelier")], "Bibliothèque"))
        (ui::heading(Some("Atelier"), "Bibliothèque de questions"))
        p { (help::link(instance)) }
        (ui::lead("Des questions et des blocs prêts à reprendre. Vous en prenez une copie\u{a0}: vous la changez sans rien changer ailleurs."))
        @if ctx.uri().query() == Some(KEPT) { (ui::notice(Kind::Success, "La question est dans la bibliothèque", html! {})) }
        @if rows.is_empty() {
            (ui::empty_state("La bibliothèque est vide", "Ouvrez une question d’une démarche, puis mettez-la ici.", None))
        } @else {
            (ui::form(&urls::library(instance), ctx.csrf(), None, false, ui::table("Questions à reprendre", &columns, &rows)))
        }
    };
    Ok(Page::new("Bibliothèque de questions", body).wide().into())
}

fn row(studio: &Studio, here: &Slug, shared: &Shared) -> Vec<Markup> {
    vec![
        html! { (shared.label) },
        html! { (answer(shared)) },
        html! { (studio.name_of(&shared.authority)) },
        html! { (text::date(text::day(shared.kept_at))) },
        html! {
            @if shared.authority == *here {
                button.button.secondary.small.removes type="submit" name=(CHOSEN) value=(shared.label) { "Retirer" span.hidden { " «\u{a0}" (shared.label) "\u{a0}»" } }
            }
        },
    ]
}

/// What kind of answer it takes, and how many questions a block holds.
pub(super) fn answer(shared: &Shared) -> String {
    let kind = shared.field["type"].as_str().and_then(forms::kind).map_or("", |kind| kind.label);
    match shared.field["fields"].as_array().map(Vec::len) {
        None => kind.to_owned(),
        Some(1) => format!("{kind}, 1 question"),
        Some(many) => format!("{kind}, {many} questions"),
    }
}

/// Takes out a question of one's own authority.
pub(super) async fn post(State(_): State<Studio>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let mut tx = ctx.platform_write().await?;
    // taken out already: what she wants is so
    library::remove(&mut tx, &instance.authority, posted.value(CHOSEN)).await?;
    tx.commit().await?;
    Ok(redirect(&urls::library(instance)))
}

/// Puts a question of a work in the library, as it is now.
pub(super) async fn keep(State(studio): State<Studio>, Path(asked): Path<Asked>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let Ok(Place::Field(at)) = asked.place.parse() else { return Err(Problem::NotFound.into()) };
    let mut tx = ctx.instance_read(instance).await?;
    let opened = keep::open(&mut tx, &asked.work).await?;
    drop(tx);
    let field = authoring::question(&opened.definition, &at).ok_or(Problem::NotFound)?;
    studio.share(ctx.moment(), &instance.authority, &field, ctx.agent()?.name.expose()).await?;
    Ok(redirect(&format!("{}?{KEPT}", urls::library(instance))))
}
