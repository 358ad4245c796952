//! Searching: the form, and the field that suggests.

use maud::{Markup, html};

use super::{Label, hidden};
use crate::{Icon, icon};

/// A search, by address (`GET`): `name` is the parameter, `params` are kept as they are.
pub fn search_form(action: &str, name: &str, value: &str, label: &str, params: &[(&str, &str)]) -> Markup {
    let id = super::field_id(name);
    html! {
        search {
            form.search method="get" action=(action) {
                label.label for=(id) { (label) }
                @for (name, value) in params { (hidden(name, value)) }
                div.search-box {
                    (icon(Icon::Search))
                    input.input type="search" id=(id) name=(name) value=(value) autocomplete="off" enterkeyhint="search";
                    button.button type="submit" { "Rechercher" }
                }
            }
        }
    }
}

/// Where a field that suggests asks, and what it fills.
#[derive(Clone, Copy, Debug)]
pub struct Suggest<'a> {
    /// Address that answers `q=words` in its query with `[{"value","label","fill":{}}]` in JSON.
    pub href: &'a str,
    /// Name of the hidden field that receives the value chosen.
    pub target: &'a str,
    /// Value chosen before.
    pub chosen: &'a str,
    /// Name of the group whose other fields a choice fills: `fill` has their values by part.
    pub fills: Option<&'a str>,
}

/// A line of text that suggests answers ([`crate::Module::Combobox`]). Without
/// script the words are sent as typed and the server offers the choices.
pub fn combobox(label: &Label<'_>, value: &str, suggest: Suggest<'_>) -> Markup {
    let id = label.id();
    label.field(html! {
        div.combobox data-suggest=(suggest.href) data-fills=[suggest.fills] {
            input.input type="text" id=(id) name=(label.name) value=(value) autocomplete=(label.autocomplete.unwrap_or("off"))
                required[label.required] aria-describedby=[label.described_by()] aria-invalid=[label.invalid()];
            (hidden(suggest.target, suggest.chosen))
        }
    })
}
