//! Working days: French public holidays, and what is counted without them.

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};

/// Easter Sunday of a year (Meeus' algorithm for the Gregorian calendar).
pub fn easter(year: i16) -> Date {
    // Euclid's remainders keep odd years from breaking the formulas
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    let valid = i8::try_from(month).ok().zip(i8::try_from(day).ok()).and_then(|(month, day)| Date::new(year, month, day).ok());
    // invariant: the formulas give a day from 22 March to 25 April
    valid.unwrap_or(Date::constant(2000, 4, 23))
}

/// The eleven public holidays of mainland France (Code du travail, L3133-1),
/// Alsace and Moselle apart.
pub fn holidays(year: i16) -> [Date; 11] {
    let easter = easter(year);
    let after = |days: i64| easter.saturating_add(days.days());
    [
        date(year, 1, 1),
        after(1),
        date(year, 5, 1),
        date(year, 5, 8),
        after(39),
        after(50),
        date(year, 7, 14),
        date(year, 8, 15),
        date(year, 11, 1),
        date(year, 11, 11),
        date(year, 12, 25),
    ]
}

/// Whether a day is a public holiday.
pub fn is_holiday(day: Date) -> bool {
    holidays(day.year()).contains(&day)
}

/// Whether offices work that day: Monday to Friday, no public holiday.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The `days`-th working day after `from` (the day itself does not count).
pub fn add_working_days(from: Date, days: u32) -> Date {
    let mut day = from;
    let mut left = days;
    while left > 0 {
        day = day.saturating_add(1.day());
        left -= u32::from(is_working_day(day));
    }
    day
}

/// The `days`-th working day before `until` (the day itself does not count).
pub fn subtract_working_days(until: Date, days: u32) -> Date {
    let mut day = until;
    let mut left = days;
    while left > 0 {
        day = day.saturating_sub(1.day());
        left -= u32::from(is_working_day(day));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_and_the_days_that_follow_it() {
        for (year, month, day) in [(2018, 4, 1), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2032, 3, 28)] {
            assert_eq!(easter(year), date(year, month, day));
        }
        assert!(is_holiday(date(2026, 5, 14)), "Ascension");
        assert!(is_holiday(date(2026, 5, 25)), "Whit Monday");
        assert!(!is_holiday(date(2026, 12, 26)));
    }

    #[test]
    fn odd_years_break_nothing() {
        for year in [-9999, -1, 0, 1, 1582, 9999] {
            assert_eq!(holidays(year).len(), 11);
            assert_eq!(easter(year).year(), year);
        }
    }

    #[test]
    fn working_days_jump_weekends_and_holidays() {
        assert_eq!(add_working_days(date(2026, 4, 30), 1), date(2026, 5, 4), "1 May is a Friday off");
        assert_eq!(add_working_days(date(2026, 11, 20), 10), date(2026, 12, 4));
        assert_eq!(subtract_working_days(date(2026, 5, 4), 1), date(2026, 4, 30));
        assert_eq!(subtract_working_days(date(2026, 12, 4), 10), date(2026, 11, 20));
    }
}
