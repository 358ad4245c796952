//! Help: the answers most needed, then people to call.

use ui::{Page, html};
use web::{Html, Outcome};

use super::{Visit, contact};
use crate::urls;

/// The téléservice that asks for help, once it is published.
const ASK: &str = "demander-de-l-aide";

pub(super) async fn get(visit: Visit) -> Outcome<Html> {
    let ask = visit.shelf.browse(visit.commune.as_ref(), |entry| crate::offering::teleservice(entry) == ASK);
    let body = html! {
        (ui::heading(None, "Besoin d’aide\u{a0}?"))
        (ui::search_form(urls::SEARCH, "q", "", "Que voulez-vous faire\u{a0}?", &[]))
        (ui::section("Les questions fréquentes", html! {
            (ui::details("Je ne trouve pas ma démarche", html! {
                p { "Écrivez avec vos mots, par exemple «\u{a0}poubelle cassée\u{a0}». Choisissez votre commune\u{a0}: nous montrons ses démarches." }
                p { a href=(urls::THEMES) { "Chercher par thème" } }
            }))
            (ui::details("Je veux savoir où en est ma demande", html! {
                p { "Votre code de suivi est dans le message reçu après votre envoi." }
                p { a href=(urls::TRACKING) { "Suivre une demande" } }
            }))
            (ui::details("Faut-il un compte\u{a0}?", html! {
                p { "Non, sauf pour certaines démarches qui le disent. Un compte garde vos demandes au même endroit." }
            }))
        }))
        @if let Some(entry) = ask.first() {
            (ui::section("Poser votre question", html! {
                p { (entry.summary) }
                p { (ui::link_button(&entry.url, &entry.title)) }
            }))
        }
        @for authority in visit.helpers() {
            (ui::section(&format!("Joindre la {}", authority.full_name()), contact::of(authority)))
        }
    };
    Ok(Page::new("Besoin d’aide\u{a0}?", body).into())
}
