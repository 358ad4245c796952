//! What one can do. One main button per form.

use maud::{Markup, html};

/// The main action: sends the form.
pub fn button(label: &str) -> Markup {
    html! { button.button type="submit" { (label) } }
}

/// A main action among others: sends `name=value` too.
pub fn button_named(name: &str, value: &str, label: &str) -> Markup {
    html! { button.button type="submit" name=(name) value=(value) { (label) } }
}

/// A lesser action.
pub fn secondary_button(label: &str) -> Markup {
    html! { button.button.secondary type="submit" { (label) } }
}

/// A lesser action among others.
pub fn secondary_button_named(name: &str, value: &str, label: &str) -> Markup {
    html! { button.button.secondary type="submit" name=(name) value=(value) { (label) } }
}

/// An action that cannot be taken back.
pub fn danger_button(label: &str) -> Markup {
    html! { button.button.danger type="submit" { (label) } }
}

/// An action among others that cannot be taken back.
pub fn danger_button_named(name: &str, value: &str, label: &str) -> Markup {
    html! { button.button.danger type="submit" name=(name) value=(value) { (label) } }
}

/// A title or a few words that do something: seen as a link among others.
pub fn text_button(label: &str) -> Markup {
    html! { button.link type="submit" { (label) } }
}

/// A link that starts something.
pub fn link_button(href: &str, label: &str) -> Markup {
    html! { a.button href=(href) { (label) } }
}

/// A link that starts something lesser.
pub fn secondary_link_button(href: &str, label: &str) -> Markup {
    html! { a.button.secondary href=(href) { (label) } }
}

/// Buttons side by side, stacked on a phone.
pub fn button_row(buttons: Markup) -> Markup {
    html! { div.buttons { (buttons) } }
}
