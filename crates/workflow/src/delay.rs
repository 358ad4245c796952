//! When a delay is over, and when it begins.

use jiff::{Timestamp, ToSpan, civil::Date};
use kernel::{OpeningHours, calendar, text};

use crate::Delay;

/// A century: no automation waits longer, and the calendar can count it.
const MOST_DAYS: u32 = 36_500;

/// The instant at which `delay` after `from` is over; `hours` are those of the office.
pub(crate) fn over(delay: Delay, from: Timestamp, hours: &OpeningHours) -> Timestamp {
    match delay {
        Delay::Hours(many) => from.saturating_add(i64::from(many.min(MOST_DAYS * 24)).hours()).unwrap_or(Timestamp::MAX),
        Delay::WorkingHours(many) => hours.deadline(from, many.min(MOST_DAYS) * 60),
        Delay::Days(days) => same_time(from, |day| day.saturating_add(i64::from(days.min(MOST_DAYS)).days())),
        Delay::WorkingDays(days) => same_time(from, |day| calendar::add_working_days(day, days.min(MOST_DAYS / 2))),
    }
}

/// The instant at which `delay` before `until` begins. Hours of offices are not
/// counted backwards: compiling refuses them.
pub(crate) fn before(delay: Delay, until: Timestamp) -> Timestamp {
    match delay {
        Delay::Hours(hours) | Delay::WorkingHours(hours) => {
            until.saturating_sub(i64::from(hours.min(MOST_DAYS * 24)).hours()).unwrap_or(Timestamp::MIN)
        }
        Delay::Days(days) => same_time(until, |day| day.saturating_sub(i64::from(days.min(MOST_DAYS)).days())),
        Delay::WorkingDays(days) => same_time(until, |day| calendar::subtract_working_days(day, days.min(MOST_DAYS / 2))),
    }
}

fn same_time(from: Timestamp, later: impl Fn(Date) -> Date) -> Timestamp {
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
        assert_eq!(over(Delay::Days(3), friday, &OpeningHours::OFFICE), at("2026-03-30T15:00:00Z"));
        assert_eq!(over(Delay::WorkingDays(1), friday, &OpeningHours::OFFICE), at("2026-03-30T15:00:00Z"));
        assert_eq!(over(Delay::Hours(72), friday, &OpeningHours::OFFICE), at("2026-03-30T16:00:00Z"));
        assert_eq!(
            over(Delay::WorkingHours(2), friday, &OpeningHours::OFFICE),
            at("2026-03-30T09:00:00Z"),
            "offices are closed at 17 in Paris"
        );
    }

    #[test]
    fn delays_are_counted_backwards_too() {
        let tuesday = OpeningHours::OFFICE.opening(jiff::civil::date(2026, 3, 31));
        assert_eq!(tuesday, at("2026-03-31T07:00:00Z"), "nine o'clock in Paris");
        assert_eq!(before(Delay::WorkingDays(2), tuesday), at("2026-03-27T08:00:00Z"));
        assert_eq!(before(Delay::Days(2), tuesday), at("2026-03-29T07:00:00Z"));
        assert_eq!(before(Delay::Hours(72), tuesday), at("2026-03-28T07:00:00Z"));
        assert_eq!(before(Delay::Days(0), tuesday), tuesday);
    }

    #[test]
    fn absurd_delays_do_not_overflow() {
        for delay in [Delay::Days(u32::MAX), Delay::Hours(u32::MAX), Delay::WorkingDays(u32::MAX), Delay::WorkingHours(u32::MAX)] {
            assert!(over(delay, at("2026-03-27T16:00:00Z"), &OpeningHours::OFFICE) > at("2030-01-01T00:00:00Z"));
            assert!(before(delay, at("2026-03-27T16:00:00Z")) < at("2020-01-01T00:00:00Z"));
        }
    }
}
