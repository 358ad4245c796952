//! Buttons that carry an edit: one form around them, a value each.

use authoring::Edit;
use ui::{Markup, html};

use super::shell::EDIT;

/// A button that makes an edit; `of` is read by those who cannot see where it stands.
pub(super) fn small(edit: &Edit, label: &str, of: &str) -> Markup {
    html! { button.button.secondary.small type="submit" name=(EDIT) value=(written(edit)) { (label) span.hidden { " " (of) } } }
}

/// The same for what takes something away: quiet, and taken back from the page that follows.
pub(super) fn dangerous(edit: &Edit, label: &str, of: &str) -> Markup {
    html! { button.button.secondary.small.removes type="submit" name=(EDIT) value=(written(edit)) { (label) span.hidden { " " (of) } } }
}

fn written(edit: &Edit) -> String {
    serde_json::to_string(edit).unwrap_or_default()
}
