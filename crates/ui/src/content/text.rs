//! Headings and blocks of text.

use maud::{Markup, html};

/// The heading of the page. Optional words above it say where one is (« Étape 2 sur 5 », a service's name).
pub fn heading(over: Option<&str>, title: &str) -> Markup {
    html! { @match over {
        Some(over) => hgroup { p.over { (over) } h1 { (title) } },
        None => h1 { (title) },
    } }
}

/// The paragraph that says the essential.
pub fn lead(text: &str) -> Markup {
    html! { p.lead { (text) } }
}

/// A titled part of a page.
pub fn section(title: &str, body: Markup) -> Markup {
    html! { section { h2 { (title) } (body) } }
}

/// What opens on demand: nothing essential.
pub fn details(summary: &str, body: Markup) -> Markup {
    details_open(summary, false, body)
}

/// The same, open from the start when what it holds must be seen.
pub fn details_open(summary: &str, is_open: bool, body: Markup) -> Markup {
    html! { details.details open[is_open] { summary { (summary) } div { (body) } } }
}

/// A part that is needed seldom; `told` says, beside its title, what is set inside.
pub fn fold(title: &str, told: &str, is_open: bool, body: Markup) -> Markup {
    html! { details.details.fold open[is_open] { summary { span { (title) span.hint { "\u{a0}: " (told) } } } div { (body) } } }
}

/// Text for machines: a key, a command, an answer. One click selects it whole.
pub fn code_block(label: &str, code: &str) -> Markup {
    html! { pre.code tabindex="0" role="region" aria-label=(label) { code { (code) } } }
}

/// A part a live form may replace; the script announces that it changed.
pub fn fragment(id: &str, body: Markup) -> Markup {
    html! { div.flow id=(id) { (body) } }
}
