//! Dates as people type them, whole or partial.

use jiff::civil::Date;
use kernel::text;

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Precision {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    #[default]
    Day,
}

/// A date whose day, or month and day, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartialDate {
    /// The date, with 1 for what is unknown.
    pub first: Date,
    /// What is known.
    pub precision: Precision,
}

impl PartialDate {
    /// The date of three typed parts; the month may be a word. `None` when no such day exists.
    pub fn of_parts(day: &str, month: &str, year: &str) -> Option<Self> {
        let precision = match (day.is_empty(), month.is_empty()) {
            (false, false) => Precision::Day,
            (true, false) => Precision::Month,
            (true, true) => Precision::Year,
            (false, true) => return None,
        };
        let part = |text: &str, read: fn(&str) -> Option<i8>| if text.is_empty() { Some(1) } else { read(text) };
        let first = Date::new(year_of(year)?, part(month, month_of)?, part(day, |text| text.parse().ok())?).ok()?;
        Some(Self { first, precision })
    }

    /// The date of one text: `2026-05-03`, `2026-05`, `2026`, « 3/5/2026 », « 3 mai 2026 ».
    pub fn parse(typed: &str) -> Option<Self> {
        let parts: Vec<&str> = typed.split(|c: char| c.is_whitespace() || "/-.".contains(c)).filter(|part| !part.is_empty()).collect();
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        match parts[..] {
            [year, month, day] if is_year(year) => Self::of_parts(day, month, year),
            [day, month, year] => Self::of_parts(day, month, year),
            [year, month] if is_year(year) => Self::of_parts("", month, year),
            [month, year] => Self::of_parts("", month, year),
            [year] => Self::of_parts("", "", year),
            _ => None,
        }
    }

    /// `2026-05-03`, `2026-05` or `2026`: what answers keep.
    pub fn iso(self) -> String {
        let iso = self.first.to_string();
        let length = match self.precision {
            Precision::Day => 10,
            Precision::Month => 7,
            Precision::Year => 4,
        };
        iso[..length.min(iso.len())].to_owned()
    }

    /// « 3 mai 2026 », « mai 2026 », « 2026 ».
    pub fn french(self) -> String {
        let whole = text::date(self.first);
        match self.precision {
            Precision::Day => whole,
            Precision::Month => whole.split_once(' ').map_or_else(|| whole.clone(), |(_, rest)| rest.to_owned()),
            Precision::Year => self.first.year().to_string(),
        }
    }

    /// The three parts, empty where unknown.
    pub fn parts(self) -> [String; 3] {
        let known = |from: Precision, part: i8| if self.precision >= from { part.to_string() } else { String::new() };
        [known(Precision::Day, self.first.day()), known(Precision::Month, self.first.month()), self.first.year().to_string()]
    }
}

/// A year of four digits; nobody means the year 26.
fn year_of(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    (1000..=9999).contains(&year).then_some(year)
}

/// « 5 », « 05 », « mai », « MAI », « janv. ».
fn month_of(typed: &str) -> Option<i8> {
    if let Ok(month) = typed.parse() {
        return Some(month);
    }
    let typed = text::folded(typed);
    let word = typed.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let begins = |month: &i8| {
        let name = text::folded(&text::date(Date::constant(2026, 1, 2).with().month(*month).build().unwrap_or(Date::MIN)));
        name.split(' ').nth(1).is_some_and(|name| name.starts_with(word))
    };
    let mut months = (1..=12).filter(begins);
    let month = months.next();
    // « jui » may be June or July.
    if months.next().is_some() { None } else { month }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_dates_in_many_ways() {
        for (typed, kept) in [
            ("3/5/2026", "2026-05-03"),
            ("03-05-2026", "2026-05-03"),
            ("2026-05-03", "2026-05-03"),
            ("3 mai 2026", "2026-05-03"),
            ("29 Févr. 2024", "2024-02-29"),
            ("juin 1990", "1990-06"),
            ("2026-05", "2026-05"),
            ("1987", "1987"),
        ] {
            assert_eq!(PartialDate::parse(typed).map(PartialDate::iso).as_deref(), Some(kept), "{typed}");
        }
        for wrong in ["", "31/02/2026", "29/02/2026", "3/5/26", "3 jui 2026", "demain", "1/13/2026", "2026-05-03-04"] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_unknown_stays_unknown() {
        let may = PartialDate::of_parts("", "5", "2026").unwrap();
        assert_eq!((may.french(), may.parts()), ("mai 2026".into(), ["".into(), "5".into(), "2026".into()]));
        assert_eq!(PartialDate::of_parts("3", "", "2026"), None);
    }
}
