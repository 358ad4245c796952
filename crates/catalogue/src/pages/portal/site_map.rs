//! Every page that one may go to.

use ui::{Link, Markup, Page, html};
use web::{Html, Outcome};

use super::Visit;
use crate::urls;

pub(super) async fn get(visit: Visit) -> Outcome<Html> {
    let headings = visit.headings();
    let practical = [
        (urls::HOME, "Accueil"),
        (urls::SEARCH, "Toutes les démarches"),
        (urls::TRACKING, "Suivre une demande"),
        (urls::HELP, "Aide"),
        (urls::ACCESSIBILITY, "Accessibilité"),
        (urls::LEGAL, "Mentions légales"),
        (urls::PRIVACY, "Données personnelles"),
    ];
    let body = html! {
        (ui::heading(None, "Plan du site"))
        (list("Pages principales", practical.iter().map(|(href, label)| Link::new(*href, *label))))
        (list("Thèmes", headings.themes.iter().map(|theme| Link::new(urls::theme(&theme.slug), &theme.label))))
        (list("Moments de vie", headings.life_events.iter().map(|event| Link::new(urls::event(&event.slug), &event.label))))
        (list("Collectivités", visit.directory.authorities().map(|one| Link::new(urls::authority(&one.slug), &one.name))))
    };
    Ok(Page::new("Plan du site", body).into())
}

fn list(title: &str, links: impl Iterator<Item = Link>) -> Markup {
    ui::section(title, html! { ul { @for link in links { li { a href=(link.href) { (link.label) } } } } })
}
