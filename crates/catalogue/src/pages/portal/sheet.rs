//! The sheet of a téléservice that is not online yet: who answers, and how to reach her.

use axum::{extract::Path, response::IntoResponse};
use ui::{Page, html};
use web::{Answer, Failure, Html, Outcome, redirect};

use super::{Visit, contact};
use crate::{
    entry::{Entry, Responder},
    offering::Access,
    urls,
};

pub(super) async fn get(visit: Visit, Path((authority, name)): Path<(String, String)>) -> Outcome<Answer> {
    let authority = authority.parse().map_err(|_| Failure::NOT_FOUND)?;
    // put online since: an old address of the sheet leads to the form
    let now = visit.shelf.entry(&format!("{authority}/{name}")).or_else(|| visit.shelf.for_commune(&name, &authority));
    let entry = now.ok_or(Failure::NOT_FOUND)?;
    if Access::of(entry) != Access::Information || entry.authority != authority {
        return Ok(redirect(&entry.url));
    }
    page(&visit, entry).map(IntoResponse::into_response)
}

fn page(visit: &Visit, entry: &Entry) -> Outcome<Html> {
    let responder = match entry.responder {
        Responder::Metropole => visit.directory.metropole(),
        Responder::Commune => visit.directory.authority(&entry.authority).ok_or(Failure::NOT_FOUND)?,
    };
    let body = html! {
        (ui::heading(Some(&responder.with_article()), &entry.title))
        (ui::lead(&entry.summary))
        (ui::notice(ui::Kind::Info, "Cette démarche ne se fait pas encore en ligne", html! {
            p { "Appelez, écrivez ou venez. Une personne vous dit quoi préparer." }
        }))
        (ui::section("Qui vous répond", contact::of(responder)))
        (ui::section("Voir aussi", html! {
            ul {
                li { a href=(urls::authority(&responder.slug)) { "Les démarches de la " (responder.full_name()) } }
                li { a href=(urls::HELP) { "Demander de l’aide" } }
            }
        }))
    };
    Ok(Html::new(Page::new(entry.title.clone(), body)).by(visit.directory.provider(&responder.slug)))
}
