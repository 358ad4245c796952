//! Every component in each of its states, and whole pages as they are used.

mod choices;
mod content;
mod controls;
mod forms;
mod lists;
mod samples;
mod tokens;

use maud::{Markup, html};

use crate::{Cache, Module, Page, form, heading, lead};

pub use samples::sample_pages;

/// The gallery: one page, one part per family of components.
pub fn gallery() -> Page {
    let body = html! {
        (heading(Some("Référence"), "Composants"))
        (lead("Chaque composant, dans chacun de ses états. Une page du guichet ne contient rien d’autre."))
        (tokens::parts())
        (controls::parts())
        (choices::parts())
        (forms::parts())
        (content::parts())
        (lists::parts())
    };
    Page::new("Composants", body)
        .wide()
        .cache(Cache::Public { seconds: 300 })
        .module(Module::Live)
        .module(Module::Photo)
        .module(Module::Combobox)
}

/// States of a component, each under its name.
fn specimens<const N: usize>(states: [(&str, Markup); N]) -> Markup {
    html! { @for (name, body) in states { h3.over { (name) } div.flow { (body) } } }
}

/// A form around what only makes sense in one.
fn posted(body: Markup) -> Markup {
    form("/composants", "jeton", None, false, body)
}
