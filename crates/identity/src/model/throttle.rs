//! Soft locks: the more attempts fail, the longer one waits; nobody is locked
//! out for good (that would let anybody lock a citizen out).
//!
//! An attempt is counted before it is checked, so that many at once are many
//! failures, and forgiven when it succeeds.

use kernel::Timestamp;

use super::life::after;

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Passwords of one account, known or not.
    Account,
    /// Passwords of one account from a browser that signed in to it before.
    KnownBrowser,
    /// One-time codes and recovery codes of one account, from browsers that it
    /// does not know: whoever is there has its password. Another password frees them.
    Code,
    /// The same, from a browser that signed in to it before.
    KnownCode,
    /// The same, from anywhere.
    AnyCode,
    /// Passwords from one network address.
    Address,
    /// Secrets of one client from one network address: a guesser elsewhere
    /// does not stop the true client.
    Client,
    /// Letters asked for one address.
    Letter,
    /// Looks of the support of partners, by who looks.
    Look,
}

/// How failures become waiting.
struct Limits {
    /// Failures are forgotten after so many seconds.
    window: i64,
    /// From so many failures on, so many seconds to wait. Growing.
    steps: &'static [(u32, i64)],
}

impl Kind {
    /// The start of its keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::KnownBrowser => "browser",
            Self::Code => "code",
            Self::KnownCode => "code-browser",
            Self::AnyCode => "code-any",
            Self::Address => "address",
            Self::Client => "client",
            Self::Letter => "letter",
            Self::Look => "look",
        }
    }

    /// The number of failures at which somebody must look at it.
    pub const fn alarm(self) -> Option<u32> {
        match self {
            Self::Account => Some(20),
            Self::Address => Some(60),
            Self::KnownBrowser | Self::Code | Self::KnownCode | Self::AnyCode | Self::Client | Self::Letter | Self::Look => None,
        }
    }

    const fn limits(self) -> Limits {
        const DAY: i64 = 86_400;
        match self {
            // at most 100 guesses a day, the last at the end of the window
            Self::Account | Self::KnownBrowser => Limits { window: DAY, steps: &[(5, 30), (10, 60), (20, 600), (50, 1_800), (100, DAY)] },
            // a guess is right with a probability of 3 in 10⁶ (`totp::accepted_step` takes three codes):
            // in a day, 30 guesses of whoever stole her password succeed with a probability of 1 in 11 000
            Self::Code | Self::KnownCode => Limits { window: DAY, steps: &[(3, 30), (6, 120), (12, 1_800), (30, DAY)] },
            // new passwords and many browsers bring new guesses: whatever he does, 200 a day, 1 in 1 600.
            // Only whoever signs in to her browsers, or reads her mailbox, can make her wait by this one
            Self::AnyCode => Limits { window: DAY, steps: &[(200, DAY)] },
            Self::Address => Limits { window: 3_600, steps: &[(60, 30), (80, 300), (150, 3_600)] },
            Self::Client => Limits { window: 3_600, steps: &[(10, 10), (20, 60), (30, 600), (60, 3_600)] },
            Self::Letter => Limits { window: 3_600, steps: &[(5, 600), (10, 3_600)] },
            // thirty looks an hour: enough to help, too few to go through a list
            Self::Look => Limits { window: 3_600, steps: &[(30, 3_600)] },
        }
    }
}

/// The failures of one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counter {
    /// How many, in the window.
    pub failures: u32,
    /// When the window began.
    pub since: Timestamp,
    /// No attempt is looked at before.
    pub locked_until: Timestamp,
}

/// When nobody has to wait: before any attempt, also one that began earlier and
/// is counted later than those beside it.
pub const NEVER: Timestamp = Timestamp::UNIX_EPOCH;

impl Counter {
    /// No failure yet.
    pub const fn new(now: Timestamp) -> Self {
        Self { failures: 0, since: now, locked_until: NEVER }
    }

    /// The seconds to wait, if any.
    pub fn wait(&self, now: Timestamp) -> Option<u32> {
        let left = self.locked_until.as_microsecond().saturating_sub(now.as_microsecond());
        (left > 0).then(|| u32::try_from(left.div_euclid(1_000_000) + 1).unwrap_or(u32::MAX))
    }

    /// The counter after one more attempt that may fail.
    #[must_use]
    pub fn attempted(self, kind: Kind, now: Timestamp) -> Self {
        let limits = kind.limits();
        let window_end = after(self.since, limits.window);
        let current = if now >= window_end { Self::new(now) } else { self };
        let failures = current.failures.saturating_add(1);
        let wait = limits.steps.iter().rev().find(|(from, _)| failures >= *from).map(|(_, seconds)| *seconds);
        // waiting never goes beyond what makes the window empty
        let locked_until = wait.map_or(NEVER, |seconds| after(now, seconds).min(after(current.since, limits.window)));
        Self { failures, since: current.since, locked_until }
    }

    /// The counter after an attempt that turned out right.
    #[must_use]
    pub const fn forgiven(self) -> Self {
        Self { failures: self.failures.saturating_sub(1), locked_until: NEVER, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn after_failures(kind: Kind, count: u32) -> Counter {
        (0..count).fold(Counter::new(at(0)), |counter, _| counter.attempted(kind, at(0)))
    }

    #[test]
    fn waiting_grows_with_failures() {
        for (kind, failures, wait) in [
            (Kind::Account, 4, None),
            (Kind::Account, 5, Some(31)),
            (Kind::Account, 10, Some(61)),
            (Kind::Account, 100, Some(86_401)),
            (Kind::Code, 2, None),
            (Kind::Code, 3, Some(31)),
            (Kind::KnownCode, 3, Some(31)),
            (Kind::AnyCode, 199, None),
            (Kind::AnyCode, 200, Some(86_401)),
            (Kind::Address, 59, None),
            (Kind::Address, 60, Some(31)),
            (Kind::Client, 9, None),
            (Kind::Client, 30, Some(601)),
            (Kind::Letter, 5, Some(601)),
            (Kind::Look, 29, None),
            (Kind::Look, 30, Some(3_601)),
        ] {
            assert_eq!(after_failures(kind, failures).wait(at(0)), wait, "{kind:?} {failures}");
        }
    }

    /// The tries of somebody who waits no longer than he must.
    fn tries_a_day(kind: Kind) -> u32 {
        let (mut counter, mut now, mut tries) = (Counter::new(at(0)), 0, 0);
        while now < 86_400 {
            match counter.wait(at(now)) {
                Some(wait) => now += i64::from(wait),
                None => {
                    counter = counter.attempted(kind, at(now));
                    tries += 1;
                }
            }
        }
        tries
    }

    #[test]
    fn a_patient_guesser_has_at_most_a_hundred_tries_a_day_on_an_account() {
        assert!(tries_a_day(Kind::Account) <= 100);
    }

    #[test]
    fn codes_are_tried_thirty_times_a_day_from_a_place_and_two_hundred_from_all() {
        for (kind, most) in [(Kind::Code, 30), (Kind::KnownCode, 30), (Kind::AnyCode, 200)] {
            assert!(tries_a_day(kind) <= most, "{kind:?}");
        }
    }

    #[test]
    fn attempts_that_cross_do_not_make_each_other_wait() {
        let counted = Counter::new(at(2)).attempted(Kind::Address, at(2));
        for counter in [Counter::new(at(2)), counted, counted.forgiven()] {
            assert_eq!(counter.wait(at(1)), None, "it began before, and is counted after");
        }
    }

    #[test]
    fn the_next_day_is_new_and_success_forgives() {
        let tired = after_failures(Kind::Account, 100);
        assert_eq!(tired.wait(at(86_401)), None);
        assert_eq!(tired.attempted(Kind::Account, at(86_401)).failures, 1);
        let forgiven = after_failures(Kind::Address, 60).forgiven();
        assert_eq!((forgiven.failures, forgiven.wait(at(0))), (59, None));
    }
}
