//! The form itself.

use maud::{Markup, html};

/// Name of the hidden field that carries the anti-forgery token.
pub const CSRF_FIELD: &str = "_csrf";
/// Name of the hidden field that carries the idempotency key.
pub const KEY_FIELD: &str = "_key";
/// Name of the field, with value `1`, that a live form adds when it asks for a part of the page.
pub const LIVE_FIELD: &str = "_live";
/// Name of the header that says which part, by its `id`.
pub const FRAGMENT_HEADER: &str = "x-fragment";

/// A form that posts. `key` makes sending it twice the same as once.
pub fn form(action: &str, csrf: &str, key: Option<&str>, multipart: bool, body: Markup) -> Markup {
    tag(action, csrf, key, multipart, None, body)
}

/// A form whose part `fragment` (an `id`, see [`crate::fragment`]) depends on
/// its answers: with [`crate::Module::Live`] each change asks the server for it.
pub fn live_form(action: &str, csrf: &str, key: Option<&str>, multipart: bool, fragment: &str, body: Markup) -> Markup {
    tag(action, csrf, key, multipart, Some(fragment), body)
}

/// A form that leaves for another site with values of ours, and with no proof of
/// ours. It leaves by itself where scripts run, else by its button.
pub fn leaving_form(action: &str, fields: &[(&str, &str)], label: &str) -> Markup {
    html! {
        form method="post" action=(action) data-leave {
            @for (name, value) in fields { (hidden(name, value)) }
            (super::button_row(super::button(label)))
        }
    }
}

/// A value the form carries unseen.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// The browser's own checks are off: the server says what to correct, in one way, in our words.
fn tag(action: &str, csrf: &str, key: Option<&str>, multipart: bool, live: Option<&str>, body: Markup) -> Markup {
    html! {
        form method="post" action=(action) enctype=[multipart.then_some("multipart/form-data")] data-live=[live] novalidate {
            (hidden(CSRF_FIELD, csrf))
            @if let Some(key) = key { (hidden(KEY_FIELD, key)) }
            (body)
        }
    }
}
