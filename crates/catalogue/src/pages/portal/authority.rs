//! An authority's page, with her name and colours: her téléservices, her town hall.

use axum::extract::Path;
use kernel::Slug;
use territory::{Authority, directory::Kind};
use ui::{Markup, Page, Tone, html};
use web::{Failure, Html, Outcome};

use super::{Visit, contact};
use crate::{entry::Entry, offering::Access, urls};

pub(super) async fn get(visit: Visit, Path(slug): Path<String>) -> Outcome<Html> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NOT_FOUND)?;
    let authority = visit.directory.authority(&slug).ok_or(Failure::NOT_FOUND)?;
    let entries = visit.shelf.of(&slug);
    let body = html! {
        (by_theme(&visit, &entries))
        (ui::section(&format!("Joindre la {}", authority.full_name()), contact::of(authority)))
        @if authority.kind == Kind::Commune {
            (ui::section("Voir aussi", html! {
                p { a href=(urls::search_in(&slug)) { "Toutes les démarches pour " (authority.name) ", avec celles de la Métropole" } }
            }))
        }
    };
    let page = Page::new(format!("Démarches de la {}", authority.full_name()), body).hero(opening(authority)).wide();
    Ok(Html::new(page).by(visit.directory.provider(&slug)))
}

fn opening(authority: &Authority) -> Markup {
    let kept = match authority.kind {
        Kind::Commune => vec![("commune", authority.slug.as_str())],
        Kind::Metropole => Vec::new(),
    };
    let search = ui::search_form(urls::SEARCH, "q", "", "Que voulez-vous faire\u{a0}?", &kept);
    ui::hero(&authority.full_name(), "Vos démarches, à toute heure.", search)
}

/// Each entry under its first theme, forms marked.
fn by_theme(visit: &Visit, entries: &[&Entry]) -> Markup {
    html! {
        @for theme in &visit.headings().themes {
            @let under: Vec<&&Entry> = entries.iter().filter(|entry| entry.themes.first() == Some(&theme.slug)).collect();
            @if !under.is_empty() {
                (ui::section(&theme.label, html! { ul { @for entry in under { li { (line(entry)) } } } }))
            }
        }
    }
}

fn line(entry: &Entry) -> Markup {
    let access = Access::of(entry);
    html! {
        a href=(entry.url) { (entry.title) }
        @if access == Access::Filing { " " (ui::status_tag(Tone::Success, access.label())) }
    }
}
