//! The home page: search first, then every other way in.

use ui::{Icon, Label, Markup, Page, TextKind, Tile, html};
use web::{Html, Outcome};

use super::{Visit, commune, pictures};
use crate::{starter::Heading, urls};

/// What people often type; each leads to its results.
const EXAMPLES: [&str; 3] = ["poubelle cassée", "acte de naissance", "inscrire mon enfant à l’école"];

pub(super) async fn get(visit: Visit) -> Outcome<Html> {
    let body = html! {
        (ui::section("Dans ma commune", commune::choice(&visit, urls::HOME)))
        (ui::section("Par thème", themes(&visit)))
        (ui::section("Par moment de vie", events(&visit)))
        (ui::section("Suivre une demande", tracking()))
        (ui::section("Comment ça marche", how()))
    };
    Ok(Page::new("Accueil", body).hero(opening(&visit)).wide().into())
}

fn opening(visit: &Visit) -> Markup {
    let lead =
        format!("La {} et ses {} communes vous répondent ici.", visit.directory.metropole().full_name(), visit.directory.communes().len());
    ui::hero(
        "Vos démarches, à toute heure",
        &lead,
        html! {
            (ui::search_form(urls::SEARCH, "q", "", "Que voulez-vous faire\u{a0}?", &[]))
            p { "Par exemple\u{a0}: "
                @for (index, words) in EXAMPLES.iter().enumerate() {
                    @if index > 0 { ", " }
                    a href=(urls::search(words)) { (words) }
                }
                "."
            }
        },
    )
}

/// The tiles of the themes.
pub(super) fn themes(visit: &Visit) -> Markup {
    tiles(&visit.headings().themes, |theme| urls::theme(&theme.slug))
}

/// The tiles of the moments of life.
pub(super) fn events(visit: &Visit) -> Markup {
    tiles(&visit.headings().life_events, |event| urls::event(&event.slug))
}

fn tiles(headings: &[Heading], href: impl Fn(&Heading) -> String) -> Markup {
    let tile = |heading: &Heading| Tile {
        href: href(heading),
        icon: pictures::of(&heading.icon),
        title: heading.label.clone(),
        text: String::new(),
    };
    ui::tiles(&headings.iter().map(tile).collect::<Vec<_>>())
}

fn tracking() -> Markup {
    let code = Label::new("code", "Votre code de suivi").hint("Il est dans le message reçu après votre envoi.");
    html! {
        form method="get" action=(urls::TRACKING) {
            (ui::text_input(&code, "", TextKind::Text, Some(24)))
            (ui::secondary_button("Voir où en est ma demande"))
        }
    }
}

fn how() -> Markup {
    html! {
        (ui::steps(&[
            ("Vous cherchez", html! { p { "Écrivez avec vos mots. Nous trouvons qui répond." } }),
            ("Vous envoyez", html! { p { "Vous remplissez en ligne. Votre brouillon est gardé." } }),
            ("Vous suivez", html! { p { "Nous vous prévenons à chaque étape, jusqu’à la réponse." } }),
        ]))
        p { (ui::icon(Icon::LifeBuoy)) " " a href=(urls::HELP) { "Besoin d’aide\u{a0}?" } }
    }
}
