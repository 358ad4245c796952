//! Fields that go together.

use maud::{Markup, html};

use super::{Label, secondary_button_named};

/// Fields under one legend, for instance an address. `name` is the field an
/// error of the whole group bears.
pub fn fieldset(name: &str, legend: &str, hint: Option<&str>, error: Option<&str>, body: Markup) -> Markup {
    html! { div.group { (Label::new(name, legend).hint(hint).error(error).group(body)) } }
}

/// One item of a list that grows: « Enfant 2 ». `legend` must differ from one
/// item to the next; `remove` is the name of the button that takes it away,
/// which sends `index`.
pub fn repeated(name: &str, legend: &str, index: usize, body: Markup, remove: Option<&str>) -> Markup {
    html! {
        div.repeated {
            (Label::new(&format!("{name}.{index}"), legend).group(body))
            @if let Some(remove) = remove {
                (secondary_button_named(remove, &index.to_string(), &format!("Retirer «\u{a0}{legend}\u{a0}»")))
            }
        }
    }
}

/// The rule of the form, said once at its top.
pub fn required_note() -> Markup {
    html! { p.hint.required-note { "Répondez à toutes les questions, sauf celles marquées «\u{a0}facultatif\u{a0}»." } }
}
