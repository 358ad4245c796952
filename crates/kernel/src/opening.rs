//! When an office is open: the same hours each week, but for public holidays.

mod day;

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

pub use day::{NotHours, OpenDay};

use self::day::Stretch;
use crate::{calendar::is_holiday, text::paris};

/// Days of the week as sentences name them, Monday first.
pub const WEEK: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// The hours of a week, Monday first, in Paris.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningHours([OpenDay; 7]);

impl OpeningHours {
    /// Monday to Friday, 9 to 17: the support hours of the 2025 framework. What
    /// is understood when nobody said otherwise.
    pub const OFFICE: Self = {
        let open = OpenDay::open(Time::constant(9, 0, 0, 0), Time::constant(17, 0, 0, 0));
        Self([open, open, open, open, open, OpenDay::CLOSED, OpenDay::CLOSED])
    };

    /// The hours of a week; nothing when it is never open.
    pub fn new(week: [OpenDay; 7]) -> Option<Self> {
        week.iter().any(|day| !day.is_closed()).then_some(Self(week))
    }

    /// The hours of each day, Monday first.
    pub fn week(&self) -> &[OpenDay; 7] {
        &self.0
    }

    /// The instant at which `minutes` of open time after `start` are used up.
    pub fn deadline(&self, start: Timestamp, minutes: u32) -> Timestamp {
        let mut left = i64::from(minutes) * 60;
        let mut day = start.to_zoned(paris()).date();
        loop {
            for stretch in self.on(day) {
                let (open, close) = (instant(day, stretch.from).max(start), instant(day, stretch.to));
                let available = (close.as_second() - open.as_second()).max(0);
                if left <= available && open < close {
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

    /// The instant that a date alone means: when the office opens, or nine
    /// o'clock when it does not.
    pub fn opening(&self, day: Date) -> Timestamp {
        let first = self.on(day).next().map(|stretch| stretch.from);
        instant(day, first.unwrap_or(Time::constant(9, 0, 0, 0)))
    }

    /// In words, days with the same hours together: « lundi au vendredi : 9h-17h ».
    pub fn in_words(&self) -> Vec<String> {
        let days: Vec<(&OpenDay, &str)> = self.0.iter().zip(WEEK).collect();
        let runs = days.chunk_by(|(before, _), (after, _)| before == after).filter(|run| !run[0].0.is_closed());
        let words = |run: &[(&OpenDay, &str)]| match (run, run.last()) {
            ([(hours, day)], _) => format!("{day}\u{a0}: {hours}"),
            ([(hours, first), (_, second)], _) => format!("{first} et {second}\u{a0}: {hours}"),
            ([(hours, first), ..], Some((_, last))) => format!("{first} au {last}\u{a0}: {hours}"),
            ([], _) | (_, None) => String::new(),
        };
        runs.map(words).collect()
    }

    fn on(&self, day: Date) -> impl Iterator<Item = Stretch> + use<> {
        let rank = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
        let hours = if is_holiday(day) { OpenDay::default() } else { self.0.get(rank).copied().unwrap_or_default() };
        hours.stretches()
    }
}

fn instant(day: Date, time: Time) -> Timestamp {
    day.to_datetime(time).to_zoned(paris()).map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::civil::DateTime>().unwrap().to_zoned(paris()).unwrap().timestamp()
    }

    fn week(days: [&str; 7]) -> OpeningHours {
        OpeningHours::new(days.map(|day| day.parse().unwrap())).unwrap()
    }

    #[test]
    fn hours_stop_at_night_and_change_with_summer_time() {
        let hours = OpeningHours::OFFICE;
        assert_eq!(hours.deadline(at("2026-11-20T16:00"), 8 * 60), at("2026-11-23T16:00"));
        assert_eq!(hours.deadline(at("2026-11-21T03:00"), 60), at("2026-11-23T10:00"));
        assert_eq!(hours.deadline(at("2026-03-27T16:30"), 60), at("2026-03-30T09:30"));
    }

    #[test]
    fn a_town_hall_closes_at_noon_and_opens_on_saturday() {
        let hours = week(["", "8h30-12h, 13h30-17h", "8h30-12h", "8h30-12h, 13h30-17h", "8h30-12h, 13h30-16h", "9h-12h", ""]);
        assert_eq!(hours.deadline(at("2026-11-24T11:30"), 60), at("2026-11-24T14:00"), "after lunch");
        assert_eq!(hours.deadline(at("2026-11-27T15:30"), 60), at("2026-11-28T09:30"), "on Saturday");
        assert_eq!(hours.deadline(at("2026-11-28T11:30"), 60), at("2026-12-01T09:00"), "closed on Monday");
        assert_eq!(hours.opening("2026-11-24".parse().unwrap()), at("2026-11-24T08:30"));
        assert_eq!(hours.opening("2026-11-23".parse().unwrap()), at("2026-11-23T09:00"));
    }

    #[test]
    fn an_office_that_never_opens_is_none() {
        assert_eq!(OpeningHours::new(Default::default()), None);
    }

    #[test]
    fn nobody_is_there_on_public_holidays() {
        assert_eq!(OpeningHours::OFFICE.deadline(at("2026-04-30T16:30"), 60), at("2026-05-04T09:30"), "1 May is a Friday off");
    }

    #[test]
    fn days_with_the_same_hours_are_said_together() {
        assert_eq!(OpeningHours::OFFICE.in_words(), ["lundi au vendredi\u{a0}: 9h-17h"]);
        let hours = week(["9h-12h", "9h-12h", "", "9h-12h", "14h-17h", "14h-17h", "14h-17h"]);
        assert_eq!(hours.in_words(), ["lundi et mardi\u{a0}: 9h-12h", "jeudi\u{a0}: 9h-12h", "vendredi au dimanche\u{a0}: 14h-17h"]);
    }
}
