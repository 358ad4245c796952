//! A téléservice whichever the commune: leads to the visitor's own.

use axum::{extract::Path, response::IntoResponse};
use ui::{Markup, Page, html};
use web::{Answer, Failure, Html, Outcome, redirect};

use super::{Visit, commune, contact};
use crate::{offering::teleservice, urls};

pub(super) async fn get(visit: Visit, Path(name): Path<String>) -> Outcome<Answer> {
    let entry = *visit.shelf.browse(None, |entry| teleservice(entry) == name).first().ok_or(Failure::NOT_FOUND)?;
    let own = visit.commune.as_ref().and_then(|commune| visit.shelf.for_commune(&name, commune));
    if let Some(entry) = own.or_else(|| entry.communes.is_none().then_some(entry)) {
        return Ok(redirect(&entry.url));
    }
    let body = html! {
        (ui::heading(None, &entry.title))
        (ui::lead(&entry.summary))
        (next(&visit))
        (commune::form(&visit, &urls::anywhere(&name)))
    };
    Ok(Html::new(Page::new(format!("{}\u{a0}: quelle commune\u{a0}?", entry.title), body).narrow()).into_response())
}

fn next(visit: &Visit) -> Markup {
    html! {
        @match visit.own() {
            Some(own) => {
                (ui::notice(ui::Kind::Info, &format!("La {} ne propose pas cette démarche ici", own.full_name()), html! {
                    p { "Appelez ou écrivez à la mairie. Ou choisissez une autre commune." }
                }))
                (contact::of(own))
            }
            None => p { "C’est votre commune qui répond. Dites-nous laquelle." },
        }
    }
}
