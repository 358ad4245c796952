//! What follows from the answers: nobody types it.

use maud::{Markup, html};

use super::field_id;

/// A value under its label. The last amount of a run is shown as its total.
///
/// It is a live region only by the page's script, which says what changed in
/// the one place where it says everything: left alone, an `output` would be
/// read a second time.
pub fn computed(name: &str, label: &str, value: &str, is_amount: bool) -> Markup {
    let id = field_id(name);
    html! {
        div.computed.amount[is_amount] {
            label for=(id) { (label) }
            output id=(id) aria-live="off" { (value) }
        }
    }
}
