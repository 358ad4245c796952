//! When a delay is over.

use jiff::{Timestamp, ToSpan};
use kernel::{
    calendar::{self, WorkingHours},
    text,
};

use crate::Delay;

/// A century: no automation waits longer, and the calendar can count it.
const MOST_DAYS: u32 = 36_500;

/// The instant at which `delay` after `from` is over.
pub(crate) fn over(delay: Delay, from: Timestamp) -> Timestamp {
    match delay {
        Delay::Hours(hours) => from.saturating_add(i64::from(hours.min(MOST_DAYS * 24)).hours()).unwrap_or(Timestamp::MAX),
        Delay::WorkingHours(hours) => WorkingHours::OFFICE.deadline(from, hours.min(MOST_DAYS) * 60),
        Delay::Days(days) => same_time(from, |day| day.saturating_add(i64::from(days.min(MOST_DAYS)).days())),
        Delay::WorkingDays(days) => same_time(from, |day| calendar::add_working_days(day, days.min(MOST_DAYS / 2))),
    }
}

fn same_time(from: Timestamp, later: impl Fn(jiff::civil::Date) -> jiff::civil::Date) -> Timestamp {
    let local = from.to_zoned(text::paris());
    let due = later(local.date()).to_datetime(local.time()).to_zoned(text::paris());
    due.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn days_keep_the_time_of_day_over_the_change_of_hour() {
        let friday = at("2026-03-27T16:00:00Z");
        assert_eq!(over(Delay::Days(3), friday), at("2026-03-30T15:00:00Z"));
        assert_eq!(over(Delay::WorkingDays(1), friday), at("2026-03-30T15:00:00Z"));
        assert_eq!(over(Delay::Hours(72), friday), at("2026-03-30T16:00:00Z"));
        assert_eq!(over(Delay::WorkingHours(2), friday), at("2026-03-30T09:00:00Z"), "offices are closed at 17 in Paris");
    }

    #[test]
    fn absurd_delays_do_not_overflow() {
        for delay in [Delay::Days(u32::MAX), Delay::Hours(u32::MAX), Delay::WorkingDays(u32::MAX), Delay::WorkingHours(u32::MAX)] {
            assert!(over(delay, at("2026-03-27T16:00:00Z")) > at("2030-01-01T00:00:00Z"));
        }
    }
}
