//! Dates typed as three short numbers (calendars that open are hard with a
//! screen reader and useless for a birth date), and times.

use maud::{Markup, html};

use super::Label;
use crate::FormState;

/// A date as typed, possibly incomplete.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateValue<'a> {
    /// Day of the month.
    pub day: &'a str,
    /// Month, 1 to 12.
    pub month: &'a str,
    /// Year, four digits.
    pub year: &'a str,
}

impl<'a> DateValue<'a> {
    /// What was typed in `name.day`, `name.month` and `name.year`.
    pub fn from_state(state: &'a FormState, name: &str) -> Self {
        let part = |part| state.value(&format!("{name}.{part}"));
        Self { day: part("day"), month: part("month"), year: part("year") }
    }
}

/// A date in three fields, `name.day`, `name.month`, `name.year`. The purpose
/// `bday` is shared out among them.
pub fn date_input(label: &Label<'_>, value: DateValue<'_>) -> Markup {
    let birth = label.autocomplete == Some("bday");
    label.group(html! {
        div.date {
            (part(label, "day", "Jour", value.day, "w2", birth.then_some("bday-day")))
            (part(label, "month", "Mois", value.month, "w2", birth.then_some("bday-month")))
            (part(label, "year", "Année", value.year, "w4", birth.then_some("bday-year")))
        }
    })
}

fn part(label: &Label<'_>, name: &str, text: &str, value: &str, width: &str, autocomplete: Option<&str>) -> Markup {
    let id = format!("{}-{name}", label.id());
    html! {
        div {
            label.label for=(id) { (text) }
            input class={ "input " (width) } type="text" id=(id) name={ (label.name) "." (name) } value=(value) inputmode="numeric"
                autocomplete=[autocomplete] required[label.required] aria-invalid=[label.invalid()];
        }
    }
}

/// A time of day, `hh:mm`.
pub fn time_input(label: &Label<'_>, value: &str) -> Markup {
    label.field(html! {
        input.input.w8 type="time" id=(label.id()) name=(label.name) value=(value) required[label.required]
            aria-describedby=[label.described_by()] aria-invalid=[label.invalid()];
    })
}
