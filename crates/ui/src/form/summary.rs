//! What to correct, at the top of the page.

use maud::{Markup, html};

use super::{FieldError, FormState, field_id};
use crate::{Icon, icon};

/// The list of errors, each a link to its field; nothing when there is none.
/// The script moves the focus to it; the alert is a child, so that it is read
/// once and in full.
pub fn error_summary(state: &FormState) -> Markup {
    html! {
        @if state.has_errors() {
            div.error-summary #erreurs tabindex="-1" aria-labelledby="erreurs-titre" {
                div role="alert" {
                    h2 #erreurs-titre { (icon(Icon::OctagonAlert)) "Il y a un problème" }
                    ul { @for error in state.errors() { li { (line(error)) } } }
                }
            }
        }
    }
}

fn line(error: &FieldError) -> Markup {
    match error.field.as_str() {
        "" => html! { (error.message) },
        field => html! { a href={ "#" (field_id(field)) } { (error.message) } },
    }
}
