//! Days in lists: short to read, whole for who asks.

use jiff::civil::Date;
use kernel::text;
use ui::{Markup, html};

/// « 22/11/2026 », with the whole date beneath.
pub(super) fn short(day: Date) -> Markup {
    let digits = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
    html! { time datetime=(day) title=(text::date(day)) { (digits) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_date_holds_the_whole_one() {
        let shown = short(Date::constant(2026, 6, 1)).into_string();
        assert_eq!(shown, "<time datetime=\"2026-06-01\" title=\"1er juin 2026\">01/06/2026</time>");
    }
}
