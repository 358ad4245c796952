//! The results of a search; what to do when there are none.

use axum::extract::Query as Asking;
use kernel::text;
use serde::Deserialize;
use ui::{Markup, Page, html};
use web::{Failure, Html, Outcome};

use super::{Visit, commune, contact};
use crate::{entry::Entry, search::Query, urls};

/// Results shown for words: beyond, better words help more than more results.
const MOST: usize = 30;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    commune: String,
}

pub(super) async fn get(mut visit: Visit, Asking(asked): Asking<Asked>) -> Outcome<Html> {
    // a commune in the address counts for this page only
    let named = asked.commune.parse().ok().and_then(|slug| commune::known(&visit.directory, slug));
    let kept: Vec<(&str, &str)> = if named.is_some() { vec![("commune", &asked.commune)] } else { Vec::new() };
    visit.commune = named.or(visit.commune);
    let found = find(&visit, asked.q.trim())?;
    let title = if asked.q.trim().is_empty() { "Toutes les démarches".to_owned() } else { format!("Recherche\u{a0}: {}", asked.q.trim()) };
    let body = html! {
        (ui::heading(None, &title))
        (ui::search_form(urls::SEARCH, "q", &asked.q, "Que voulez-vous faire\u{a0}?", &kept))
        @if found.is_empty() {
            (nothing(&visit, asked.q.trim()))
        } @else {
            (count(&visit, found.len()))
            (ui::result_list(2, &visit.cards(&found)))
        }
        (ui::section("Dans ma commune", commune::choice(&visit, &urls::search(asked.q.trim()))))
    };
    Ok(Page::new(title, body).into())
}

fn find<'a>(visit: &'a Visit, words: &str) -> Outcome<Vec<&'a Entry>> {
    if words.is_empty() {
        return Ok(visit.shelf.browse(visit.commune.as_ref(), |_| true));
    }
    let query = Query { text: words.to_owned(), commune: visit.commune.clone(), theme: None, limit: MOST };
    visit.shelf.search(&query).map_err(|error| Failure::fault(error.to_string()))
}

fn count(visit: &Visit, found: usize) -> Markup {
    let found =
        if found == 1 { "1 démarche trouvée".to_owned() } else { format!("{} trouvées", text::count(found as u64, "démarche")) };
    html! {
        p { strong { (found) } @if let Some(own) = visit.own() { " pour " (own.name) } "." }
    }
}

fn nothing(visit: &Visit, words: &str) -> Markup {
    html! {
        (ui::empty_state(
            &format!("Rien trouvé pour «\u{a0}{words}\u{a0}»"),
            "Essayez avec d’autres mots, ou avec moins de mots.",
            Some(html! { (ui::button_row(html! {
                (ui::link_button(urls::THEMES, "Chercher par thème"))
                (ui::secondary_link_button(urls::HELP, "Demander de l’aide"))
            })) }),
        ))
        @for authority in visit.helpers() {
            (ui::section(&format!("Appeler ou écrire à la {}", authority.full_name()), contact::of(authority)))
        }
    }
}
