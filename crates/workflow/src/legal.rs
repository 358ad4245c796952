//! The legal clock of a case: starts, stops, ends.
//!
//! Days are days in Paris; a request that arrives on 15 January with a delay
//! of two months is decided by silence when 15 March is over.

use jiff::{Timestamp, ToSpan, civil::Date};
use kernel::{calendar, text};

use crate::{ClockStart, ClockState, LegalClock, Period, Suspension};

/// The clock of a case that has just arrived.
pub fn filed(rule: Option<&LegalClock>, now: Timestamp) -> ClockState {
    let today = text::day(now);
    let runs = rule.is_some_and(|rule| rule.start == ClockStart::Filing);
    let clock =
        ClockState { received: today, started: runs.then_some(today), suspensions: vec![], extension: None, due: None, promised: None };
    settled(rule, clock)
}

/// Nothing is missing: the clock runs since the last piece arrived (CRPA L114-5).
pub fn complete(rule: Option<&LegalClock>, mut clock: ClockState) -> ClockState {
    if clock.started.is_none() && rule.is_some() {
        clock.started = Some(clock.received);
    }
    settled(rule, clock)
}

/// Something is missing: a clock that starts with completeness has not started.
pub fn incomplete(rule: Option<&LegalClock>, mut clock: ClockState) -> ClockState {
    if rule.is_some_and(|rule| rule.start == ClockStart::Completeness) {
        clock.started = None;
        clock.suspensions.clear();
    }
    settled(rule, clock)
}

/// What was missing arrived: the clock runs again, or at last.
pub fn answered(rule: Option<&LegalClock>, mut clock: ClockState, now: Timestamp) -> ClockState {
    clock.received = text::day(now);
    complete(rule, resume(rule, clock, now))
}

/// Stops a running clock.
pub fn suspend(rule: Option<&LegalClock>, mut clock: ClockState, now: Timestamp) -> ClockState {
    let runs = clock.started.is_some() && !clock.is_suspended();
    if runs && rule.is_some_and(|rule| rule.suspended_while_waiting) {
        clock.suspensions.push(Suspension { from: text::day(now), to: None });
    }
    settled(rule, clock)
}

/// Lets a stopped clock run.
pub fn resume(rule: Option<&LegalClock>, mut clock: ClockState, now: Timestamp) -> ClockState {
    if let Some(open) = clock.suspensions.last_mut().filter(|suspension| suspension.to.is_none()) {
        open.to = Some(text::day(now));
    }
    settled(rule, clock)
}

/// Makes the delay longer, whether it runs or is stopped; once.
pub fn extend(rule: Option<&LegalClock>, mut clock: ClockState, by: Period) -> ClockState {
    if clock.may_extend() {
        clock.extension = Some(by);
    }
    settled(rule, clock)
}

/// The last day, extension and suspensions added; none while the clock is stopped.
pub fn legal_due(rule: &LegalClock, clock: &ClockState) -> Option<Date> {
    let started = clock.started.filter(|_| !clock.is_suspended())?;
    let due = after(rule.duration, started);
    let due = clock.extension.map_or(due, |extension| after(extension, due));
    Some(due.saturating_add(clock.suspended_days().days()))
}

fn after(period: Period, day: Date) -> Date {
    match period {
        Period::Months(months) => day.saturating_add(i64::from(months).min(MOST_MONTHS).months()),
        Period::Days(days) => day.saturating_add(i64::from(days).min(MOST_DAYS).days()),
        Period::WorkingDays(days) => calendar::add_working_days(day, days.min(MOST_WORKING_DAYS)),
    }
}

/// Bounds of what a calendar can count, far beyond any delay of the law.
const MOST_MONTHS: i64 = 1_200;
const MOST_DAYS: i64 = 36_500;
const MOST_WORKING_DAYS: u32 = 10_000;

/// The first instant after the last day, in Paris.
pub(crate) fn over(due: Date) -> Timestamp {
    let midnight = due.saturating_add(1.day()).to_zoned(text::paris());
    midnight.map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

fn settled(rule: Option<&LegalClock>, mut clock: ClockState) -> ClockState {
    clock.due = rule.and_then(|rule| legal_due(rule, &clock));
    clock
}

impl ClockState {
    /// Whether it is stopped now.
    pub fn is_suspended(&self) -> bool {
        self.suspensions.last().is_some_and(|suspension| suspension.to.is_none())
    }

    /// Whether it runs, stopped or not, and was not made longer yet.
    pub fn may_extend(&self) -> bool {
        self.started.is_some() && self.extension.is_none()
    }

    fn suspended_days(&self) -> i64 {
        let days = |suspension: &Suspension| suspension.to.map_or(0, |to| i64::from((to - suspension.from).get_days()));
        self.suspensions.iter().map(days).sum()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Silence;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn two_months(start: ClockStart) -> LegalClock {
        LegalClock { rule: Silence::Rejection, duration: Period::Months(2), start, suspended_while_waiting: true }
    }

    #[test]
    fn two_months_run_from_a_day_to_the_same_day() {
        let rule = two_months(ClockStart::Filing);
        assert_eq!(filed(Some(&rule), at("2026-01-15T10:00:00Z")).due, Some(date(2026, 3, 15)));
        assert_eq!(filed(Some(&rule), at("2026-12-31T10:00:00Z")).due, Some(date(2027, 2, 28)));
        assert_eq!(filed(Some(&rule), at("2026-01-14T23:30:00Z")).due, Some(date(2026, 3, 15)), "it is the 15th in Paris");
    }

    #[test]
    fn days_spent_waiting_for_the_citizen_are_added() {
        let rule = two_months(ClockStart::Filing);
        let clock = suspend(Some(&rule), filed(Some(&rule), at("2026-01-15T10:00:00Z")), at("2026-01-20T10:00:00Z"));
        assert_eq!(clock.due, None, "nobody knows when it ends while it is stopped");
        let clock = resume(Some(&rule), clock, at("2026-01-30T10:00:00Z"));
        assert_eq!(clock.due, Some(date(2026, 3, 25)));
        assert_eq!(resume(Some(&rule), clock.clone(), at("2026-02-05T10:00:00Z")), clock, "resumed once");
    }

    #[test]
    fn long_suspensions_are_counted_in_days() {
        let rule = two_months(ClockStart::Filing);
        let clock = suspend(Some(&rule), filed(Some(&rule), at("2026-01-15T10:00:00Z")), at("2026-01-20T10:00:00Z"));
        assert_eq!(resume(Some(&rule), clock, at("2026-03-21T10:00:00Z")).due, Some(date(2026, 5, 14)), "60 days");
    }

    #[test]
    fn a_clock_of_complete_requests_starts_when_the_last_piece_arrived() {
        let rule = two_months(ClockStart::Completeness);
        let clock = filed(Some(&rule), at("2026-01-15T10:00:00Z"));
        assert_eq!((clock.started, clock.due), (None, None));
        assert_eq!(complete(Some(&rule), clock.clone()).due, Some(date(2026, 3, 15)), "complete from the first day");
        let clock = answered(Some(&rule), incomplete(Some(&rule), clock), at("2026-02-01T10:00:00Z"));
        assert_eq!(clock.due, Some(date(2026, 4, 1)));
        assert_eq!(incomplete(Some(&rule), clock).due, None, "asked again, it starts again");
    }

    #[test]
    fn without_a_rule_no_clock_runs() {
        let clock = complete(None, filed(None, at("2026-01-15T10:00:00Z")));
        assert_eq!((clock.started, clock.due), (None, None));
    }
}
