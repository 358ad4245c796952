//! Working time: French public holidays, opening hours, deadlines.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, Weekday, date},
};

use crate::text::paris;

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

/// Daily opening hours, the same on each working day, in Paris.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingHours {
    /// Opening.
    pub from: Time,
    /// Closing.
    pub to: Time,
}

impl WorkingHours {
    /// 9 to 17, the support hours of the 2025 framework.
    pub const OFFICE: Self = Self { from: Time::constant(9, 0, 0, 0), to: Time::constant(17, 0, 0, 0) };

    /// The instant at which `minutes` of working time after `start` are used up.
    pub fn deadline(&self, start: Timestamp, minutes: u32) -> Timestamp {
        let zone = paris();
        let mut left = i64::from(minutes) * 60;
        let mut day = start.to_zoned(zone.clone()).date();
        loop {
            let at = |time: Time| day.to_datetime(time).to_zoned(zone.clone()).map_or(Timestamp::MAX, |z| z.timestamp());
            let (open, close) = (at(self.from).max(start), at(self.to));
            if is_working_day(day) && open < close {
                let available = close.as_second() - open.as_second();
                if left <= available {
                    return open.saturating_add(left.seconds()).unwrap_or(Timestamp::MAX);
                }
                left -= available;
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return Timestamp::MAX,
            }
        }
    }
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

    #[test]
    fn working_hours_stop_at_night_and_change_with_summer_time() {
        let paris_at = |text: &str| text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(paris()).unwrap().timestamp();
        let hours = WorkingHours::OFFICE;
        assert_eq!(hours.deadline(paris_at("2026-11-20T16:00"), 8 * 60), paris_at("2026-11-23T16:00"));
        assert_eq!(hours.deadline(paris_at("2026-11-21T03:00"), 60), paris_at("2026-11-23T10:00"));
        assert_eq!(hours.deadline(paris_at("2026-03-27T16:30"), 60), paris_at("2026-03-30T09:30"));
    }
}
