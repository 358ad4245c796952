//! Plain inputs read: a line, several lines, a number, a day.

use std::{fmt::Display, ops::RangeInclusive, str::FromStr};

use jiff::civil::Date;
use ui::FormState;

/// A line, without the space around it; nothing when it is empty.
pub(super) fn optional(typed: &FormState, name: &str) -> Option<String> {
    Some(typed.value(name).trim().to_owned()).filter(|text| !text.is_empty())
}

/// A line that must say something.
pub(super) fn needed(typed: &FormState, name: &str, message: &str, state: &mut FormState) -> String {
    let text = optional(typed, name);
    if text.is_none() {
        state.add_error(name, message);
    }
    text.unwrap_or_default()
}

/// Several lines as they are typed, with the ends of lines of documents; nothing when all is empty.
pub(super) fn long(typed: &FormState, name: &str) -> Option<String> {
    Some(typed.value(name).replace("\r\n", "\n")).filter(|text| !text.trim().is_empty())
}

/// One text per line.
pub(super) fn lines(typed: &FormState, name: &str) -> Vec<String> {
    typed.value(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

/// A whole number within bounds; nothing when it is empty or wrong.
pub(super) fn count<T>(typed: &FormState, name: &str, within: RangeInclusive<T>, state: &mut FormState) -> Option<T>
where
    T: FromStr + PartialOrd + Display,
{
    let text = optional(typed, name)?;
    let number = text.parse().ok().filter(|number| within.contains(number));
    if number.is_none() {
        state.add_error(name, format!("Écrivez un nombre entier, de {} à {}.", within.start(), within.end()));
    }
    number
}

/// A day in its three inputs; nothing when they are empty or wrong.
pub(in crate::pages) fn day(typed: &FormState, name: &str, state: &mut FormState) -> Option<Date> {
    let parts = ["year", "month", "day"].map(|part| optional(typed, &format!("{name}.{part}")));
    if parts.iter().all(Option::is_none) {
        return None;
    }
    let number = |part: &Option<String>| part.as_ref()?.parse::<i16>().ok();
    let small = |part: &Option<String>| i8::try_from(number(part)?).ok();
    let [year, month, day] = &parts;
    let date = number(year).zip(small(month)).zip(small(day)).and_then(|((year, month), day)| Date::new(year, month, day).ok());
    if date.is_none() {
        state.add_error(name, "Écrivez un jour, un mois et une année. Exemple : 31 12 2026.");
    }
    date
}

/// Puts a day in its three inputs.
pub(in crate::pages) fn put_day(state: &mut FormState, name: &str, day: Date) {
    for (part, number) in [("day", i16::from(day.day())), ("month", i16::from(day.month())), ("year", day.year())] {
        state.set(format!("{name}.{part}"), vec![number.to_string()]);
    }
}
