//! Moments that deserve room: opening, nothing found, done.

use maud::{Markup, html};

use crate::{Icon, icon};

/// The opening of a home page, in the authority's colour; see [`crate::Page::hero`].
pub fn hero(title: &str, lead: &str, body: Markup) -> Markup {
    html! {
        section.hero {
            div.wrap {
                h1 { (title) }
                @if !lead.is_empty() { p.lead { (lead) } }
                (body)
            }
        }
    }
}

/// Nothing to show: why, and what one can do.
pub fn empty_state(title: &str, text: &str, action: Option<Markup>) -> Markup {
    html! {
        div.empty {
            span.tile-icon { (icon(Icon::Inbox)) }
            p.empty-title { (title) }
            p { (text) }
            @if let Some(action) = action { (action) }
        }
    }
}

/// It is done: the reference in large, then what comes next. Holds the `<h1>`.
pub fn confirmation(title: &str, reference: Option<&str>, next: Markup) -> Markup {
    html! {
        div.confirmation {
            div.confirmation-head {
                (icon(Icon::CircleCheck))
                h1 { (title) }
                @if let Some(reference) = reference {
                    p.reference { span { "Votre numéro de demande" } strong { (reference) } }
                }
            }
            div.confirmation-next { h2 { "Et maintenant\u{a0}?" } (next) }
        }
    }
}
