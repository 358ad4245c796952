//! Accounts that nobody uses: two years, then they go, with two warnings before
//! (annexe 2 of the 2018 convention). Counted in days of Paris, so that the
//! hour of the daily look changes nothing.

use jiff::{ToSpan, civil::Date};
use kernel::{Timestamp, text::day};

/// How long an account is kept without use, in years.
const KEPT_YEARS: i32 = 2;
/// Days before the end of the first warning.
const FIRST: i32 = 30;
/// Days before the end of the last one; nobody goes sooner after it.
const LAST: i32 = 7;

/// What is known of the use of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// The last time that she signed in, or that a service kept her session alive.
    pub last_used_at: Timestamp,
    /// When the first warning was sent.
    pub warned_at: Option<Timestamp>,
    /// When the last one was.
    pub warned_last_at: Option<Timestamp>,
}

/// Which letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// The first one.
    First,
    /// The last one.
    Last,
}

/// What is to be done today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Keep,
    /// Warn her that the account goes that day.
    Warn(Warning, Date),
    /// Delete the account.
    Close,
}

impl Usage {
    /// What is to be done today. A late look warns before anything else: nobody
    /// goes who was not warned seven days before.
    pub fn step(&self, today: Date) -> Step {
        let ends_on = day(self.last_used_at).saturating_add(KEPT_YEARS.years());
        let days_before_end = |days: i32| today >= ends_on.saturating_sub(days.days());
        let since = |at: Option<Timestamp>| at.filter(|at| *at > self.last_used_at);
        match since(self.warned_last_at) {
            Some(at) if today >= ends_on.max(day(at).saturating_add(LAST.days())) => Step::Close,
            Some(_) => Step::Keep,
            None if days_before_end(LAST) => Step::Warn(Warning::Last, ends_on.max(today.saturating_add(LAST.days()))),
            None if days_before_end(FIRST) && since(self.warned_at).is_none() => Step::Warn(Warning::First, ends_on),
            None => Step::Keep,
        }
    }
}

/// The uses before this day may call for something.
pub fn watched_until(today: Date) -> Date {
    today.saturating_sub(KEPT_YEARS.years()).saturating_add((FIRST + 2).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::text::paris;
    use proptest::prelude::*;

    use super::*;

    fn noon(day: Date) -> Timestamp {
        day.at(12, 0, 0, 0).to_zoned(paris()).unwrap().timestamp()
    }

    fn used(on: Date) -> Usage {
        Usage { last_used_at: noon(on), warned_at: None, warned_last_at: None }
    }

    #[test]
    fn warned_at_thirty_and_seven_days_kept_at_two_years_less_a_day_gone_at_two_years() {
        let mut usage = used(date(2026, 11, 22));
        let mut told = Vec::new();
        for days in 0..760 {
            let today = date(2026, 11, 22).saturating_add(days.days());
            match usage.step(today) {
                Step::Keep => continue,
                Step::Warn(Warning::First, _) => usage.warned_at = Some(noon(today)),
                Step::Warn(Warning::Last, _) => usage.warned_last_at = Some(noon(today)),
                Step::Close => {
                    told.push((today, usage.step(today)));
                    break;
                }
            }
            told.push((today, used(date(2026, 11, 22)).step(today)));
        }
        let end = date(2028, 11, 22);
        assert_eq!(
            told,
            [
                (date(2028, 10, 23), Step::Warn(Warning::First, end)),
                (date(2028, 11, 15), Step::Warn(Warning::Last, end)),
                (end, Step::Close),
            ]
        );
    }

    #[test]
    fn a_use_after_the_warnings_makes_them_void() {
        let warned = noon(date(2028, 11, 15));
        let back = Usage { last_used_at: noon(date(2028, 11, 16)), warned_at: Some(warned), warned_last_at: Some(warned) };
        assert_eq!(back.step(date(2028, 11, 22)), Step::Keep);
        assert_eq!(back.step(date(2030, 11, 20)), Step::Warn(Warning::Last, date(2030, 11, 27)), "warned afresh");
    }

    proptest! {
        /// Looks on any days of 25 months, and a use on some of them.
        #[test]
        fn nobody_goes_early_nor_unwarned(
            looks in proptest::collection::btree_set(0_i32..760, 0..120),
            uses in proptest::collection::btree_set(0_i32..760, 0..3),
        ) {
            let start = date(2026, 11, 22);
            let on = |days: i32| start.saturating_add(days.days());
            let mut usage = used(start);
            for days in 0..760 {
                let today = on(days);
                if uses.contains(&days) {
                    usage.last_used_at = noon(today);
                    continue;
                }
                if !looks.contains(&days) {
                    continue;
                }
                let step = usage.step(today);
                let idle = day(usage.last_used_at).until(today).unwrap().get_days();
                if step != Step::Keep {
                    prop_assert!(idle >= 700, "{idle} days");
                    prop_assert!(noon(watched_until(today)) > usage.last_used_at, "the daily look reads it");
                }
                match step {
                    Step::Keep => {}
                    Step::Warn(Warning::First, _) => usage.warned_at = Some(noon(today)),
                    Step::Warn(Warning::Last, end) => {
                        prop_assert!(end >= today.saturating_add(7.days()));
                        usage.warned_last_at = Some(noon(today));
                    }
                    Step::Close => {
                        prop_assert!(today >= day(usage.last_used_at).saturating_add(2.years()));
                        let warned = day(usage.warned_last_at.unwrap());
                        prop_assert!(warned.until(today).unwrap().get_days() >= 7);
                        return Ok(());
                    }
                }
            }
        }
    }
}
