//! Browsing by theme and by moment of life.

use axum::extract::Path;
use ui::{Link, Page, html};
use web::{Failure, Html, Outcome};

use super::{Visit, commune, home};
use crate::{entry::Entry, starter::Heading, urls};

pub(super) async fn list(visit: Visit) -> Outcome<Html> {
    let body = html! {
        (ui::heading(None, "Les démarches par thème"))
        (home::themes(&visit))
        (ui::section("Par moment de vie", home::events(&visit)))
    };
    Ok(Page::new("Les démarches par thème", body).wide().into())
}

pub(super) async fn theme(visit: Visit, Path(slug): Path<String>) -> Outcome<Html> {
    let theme = named(&visit.headings().themes, &slug)?;
    Ok(page(&visit, theme, &urls::theme(&theme.slug), |entry| entry.themes.contains(&theme.slug)))
}

pub(super) async fn event(visit: Visit, Path(slug): Path<String>) -> Outcome<Html> {
    let event = named(&visit.headings().life_events, &slug)?;
    Ok(page(&visit, event, &urls::event(&event.slug), |entry| entry.life_events.contains(&event.slug)))
}

fn named<'a>(headings: &'a [Heading], slug: &str) -> Outcome<&'a Heading> {
    headings.iter().find(|heading| heading.slug == *slug).ok_or(Failure::NOT_FOUND)
}

fn page(visit: &Visit, heading: &Heading, here: &str, keep: impl Fn(&Entry) -> bool) -> Html {
    let found = visit.shelf.browse(visit.commune.as_ref(), keep);
    let body = html! {
        (ui::breadcrumb(&[Link::new(urls::HOME, "Accueil"), Link::new(urls::THEMES, "Thèmes")], &heading.label))
        (ui::heading(None, &heading.label))
        @if found.is_empty() {
            (ui::empty_state("Aucune démarche ici pour le moment", "Choisissez un autre thème, ou cherchez avec vos mots.", Some(ui::link_button(urls::THEMES, "Voir les thèmes"))))
        } @else {
            (ui::result_list(2, &visit.cards(&found)))
        }
        (ui::section("Dans ma commune", commune::choice(visit, here)))
    };
    Page::new(heading.label.clone(), body).into()
}
