//! What the pages where a password is chosen share: the field, and how strong
//! what is written is, in words that the server finds.

use http::HeaderMap;
use ui::{FormState, Label, Markup, Module, Page, TextKind, html};
use web::Ctx;

use crate::model::password;

/// The part of the page that says how strong it is.
const STRENGTH: &str = "force";

/// A form whose strength is told while it is written.
pub(super) fn form(action: &str, ctx: &Ctx, body: Markup) -> Markup {
    ui::live_form(action, ctx.csrf(), None, false, STRENGTH, body)
}

/// The field.
pub(super) fn field(label: &str, state: &FormState, strength: &str) -> Markup {
    let label = Label::new("password", label)
        .hint("12\u{a0}caractères au moins. Plusieurs mots font un bon mot de passe, facile à retenir. Vous pouvez le coller.")
        .state(state);
    html! {
        (ui::text_input(&label, "", TextKind::Password { new: true }, Some(40)))
        (ui::fragment(STRENGTH, html! { @if !strength.is_empty() { (ui::computed("solidite", "Solidité", strength, false)) } }))
    }
}

/// The scripts that these pages gain from.
pub(super) fn scripts(page: Page) -> Page {
    page.module(Module::Live).module(Module::Password)
}

/// Whether the script only asks how strong it is.
pub(super) fn is_asked(headers: &HeaderMap) -> bool {
    headers.contains_key(ui::FRAGMENT_HEADER)
}

/// How strong a password is, in words.
pub(super) fn strength(password: &str, personal: &[&str]) -> String {
    if password.is_empty() { String::new() } else { password::strength(password, personal).words().to_owned() }
}
