//! What can be done about a thing as a whole: moving it, taking it away, seeing where it is used.

use authoring::{Edit, Place, Step, Use};
use ui::{Markup, html};

use super::View;
use crate::pages::{
    small::{dangerous, small},
    urls,
};

/// What is done with one thing of a list.
pub(super) struct Whole<'a> {
    pub(super) place: &'a Place,
    /// « ce statut »
    pub(super) what: &'a str,
    /// Nothing for what has no order.
    pub(super) moved: Option<&'a dyn Fn(Step) -> Edit>,
    pub(super) remove: Edit,
}

/// Buttons to move and remove it, after the places that would miss it.
pub(super) fn whole(view: &View<'_>, whole: &Whole<'_>) -> Option<Markup> {
    let (instance, work) = (view.ctx.instance().ok()?, &view.opened.work.slug);
    let uses = distinct(authoring::uses(view.definition(), whole.place));
    Some(html! {
        (ui::details(&format!("{} {}", if whole.moved.is_some() { "Déplacer ou supprimer" } else { "Supprimer" }, whole.what), html! {
            @if uses.is_empty() { p { "Rien d’autre ne s’en sert." } } @else {
                p { "Il en est question ici\u{a0}:" }
                ul { @for found in &uses { li {
                    a href=(urls::place(instance, work, &found.place)) { (authoring::named(view.definition(), &found.place)) }
                    // that it is named goes without saying
                    @if found.how != "nom" { " (" (found.how) ")" }
                } } }
            }
            (ui::button_row(html! {
                @if let Some(moved) = whole.moved {
                    (small(&moved(Step::Up), "Monter", whole.what))
                    (small(&moved(Step::Down), "Descendre", whole.what))
                }
                (dangerous(&whole.remove, "Supprimer", whole.what))
            }))
        }))
    })
}

/// A place that says it twice is told once.
fn distinct(uses: Vec<Use>) -> Vec<Use> {
    let mut told: Vec<Use> = Vec::new();
    for found in uses {
        if !told.iter().any(|other| other.place == found.place && other.how == found.how) {
            told.push(found);
        }
    }
    told
}
