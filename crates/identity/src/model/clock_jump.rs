//! A clock that jumped: what deletes by the clock waits for somebody to confirm it.

use kernel::Timestamp;

use super::life::{after, before};

/// The longest time between two daily looks, in seconds: three days.
const MOST: i64 = 3 * 24 * 3_600;
/// What the clocks of two replicas may differ by.
const SKEW: i64 = 3_600;

/// Which way it jumped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// More than three days passed since the last look.
    Forward,
    /// It is earlier than the last look.
    Backward,
}

/// Whether the clock jumped since the last look, if there was one.
pub fn since(last: Option<Timestamp>, now: Timestamp) -> Option<Jump> {
    let last = last?;
    if now > after(last, MOST) {
        Some(Jump::Forward)
    } else if now < before(last, SKEW) {
        Some(Jump::Backward)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_days_at_most_and_never_back() {
        let at = |hours: i64| Timestamp::from_second(1_800_000_000 + hours * 3_600).unwrap();
        assert_eq!(since(None, at(0)), None, "the first look");
        for (hours, expected) in [
            (0, None),
            (24, None),
            (72, None),
            (73, Some(Jump::Forward)),
            (17_520, Some(Jump::Forward)),
            (-1, None),
            (-2, Some(Jump::Backward)),
        ] {
            assert_eq!(since(Some(at(0)), at(hours)), expected, "{hours}");
        }
    }
}
