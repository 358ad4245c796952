//! How a service is used, as counts that tell nothing of anybody.

use jiff::{ToSpan, civil::Date};
use kernel::{
    Timestamp,
    text::{day, paris},
};

/// Fewer people than this are not counted: who they are could be guessed.
const FEWEST: u32 = 5;
/// Days shown.
const SHOWN: i32 = 30;
/// Days counted again each time: a session lives half a day, and what it gave is
/// forgotten two days after it ended, so that yesterday is still whole.
const COUNTED: i32 = 2;
/// Figures are kept so many years.
const KEPT_YEARS: i32 = 2;

/// What a service did in a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Times that somebody came in.
    pub sign_ins: u32,
    /// How many people came in.
    pub people: u32,
    /// Refusals kept: one a minute and a reason at most.
    pub refusals: u32,
}

/// How many people, as it may be told.
pub fn people(count: u32) -> String {
    match count {
        0 => "0".to_owned(),
        1..FEWEST => format!("moins de\u{a0}{FEWEST}"),
        _ => count.to_string(),
    }
}

/// When a day of Paris begins, and when it ends.
pub fn bounds(date: Date) -> (Timestamp, Timestamp) {
    let start = |date: Date| date.to_zoned(paris()).map_or(Timestamp::MIN, |start| start.timestamp());
    (start(date), start(date.saturating_add(1.day())))
}

/// The days to count again.
pub fn to_count(wall: Timestamp) -> impl Iterator<Item = Date> {
    (0..=COUNTED).map(move |ago| day(wall).saturating_sub(ago.days()))
}

/// The first day shown.
pub fn shown_since(wall: Timestamp) -> Date {
    day(wall).saturating_sub((SHOWN - 1).days())
}

/// The first day kept.
pub fn kept_since(wall: Timestamp) -> Date {
    day(wall).saturating_sub(KEPT_YEARS.years())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn four_people_are_not_counted_and_five_are() {
        for (count, told) in [(0, "0"), (1, "moins de\u{a0}5"), (4, "moins de\u{a0}5"), (5, "5"), (1_200, "1200")] {
            assert_eq!(people(count), told);
        }
    }

    #[test]
    fn a_day_is_one_of_paris_whatever_its_length() {
        let hours = |date: Date| (bounds(date).1.as_second() - bounds(date).0.as_second()) / 3_600;
        assert_eq!(hours(Date::constant(2026, 3, 28)), 24);
        assert_eq!(hours(Date::constant(2026, 3, 29)), 23, "the clock goes forward");
        assert_eq!(hours(Date::constant(2026, 10, 25)), 25, "and back");
    }

    #[test]
    fn two_years_are_kept_and_thirty_days_shown() {
        let wall: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        assert_eq!(kept_since(wall), Date::constant(2024, 11, 22));
        assert_eq!(shown_since(wall), Date::constant(2026, 10, 24));
        assert_eq!(to_count(wall).last(), Some(Date::constant(2026, 11, 20)));
    }

    proptest! {
        #[test]
        fn every_moment_is_in_the_bounds_of_its_day(second in 1_500_000_000_i64..2_500_000_000) {
            let at = Timestamp::from_second(second).unwrap();
            let (from, until) = bounds(day(at));
            prop_assert!(from <= at && at < until);
        }
    }
}
