//! How a client fares, from what it was refused lately.
//!
//! The same refusal is kept once a minute, so the count is one of minutes in
//! trouble, whatever the traffic: a busy service and a small one are judged the
//! same, and a loop that calls a thousand times a minute does not weigh more.

use kernel::Timestamp;

use super::{
    life::before,
    reason::{self, Reason},
};

const DAY: i64 = 24 * 3_600;
/// How far back one looks.
const LOOK: i64 = 7 * DAY;
/// So many refusals make a bad day: half an hour of trouble. A person who goes
/// back in her browser makes one.
const BAD_DAY: usize = 30;
/// So many bad days in the last seven are not an accident: there was time to see
/// it and to mend it.
const BAD_DAYS: usize = 3;
/// So many refusals in one day are a service that does not work at all, or
/// somebody who does not stop: two hours and a half without a pause.
const ALL_DAY: usize = 150;

/// Refusals of ordinary life: a token that expired, a client disconnected on
/// purpose, a person who cannot sign in as strongly as asked.
const ORDINARY: [&Reason; 5] =
    [&reason::REFRESH_WORTHLESS, &reason::TOKEN_WORTHLESS, &reason::DISCONNECTED, &reason::CLIENT_SUSPENDED, &reason::ACR_UNMET];

/// How a client fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// Well enough.
    Well,
    /// Somebody should look.
    Failing,
    /// It goes on: somebody should decide.
    Persists,
}

/// Whether a refusal tells something of its client.
pub fn is_telling(key: &str) -> bool {
    !ORDINARY.iter().any(|reason| reason.key == key)
}

/// Refusals before this no longer count.
pub fn since(wall: Timestamp) -> Timestamp {
    before(wall, LOOK)
}

/// How a client fares, from the times of its telling refusals, in any order.
pub fn judge(refusals: &[Timestamp], wall: Timestamp) -> Health {
    // today is the last 24 hours, and so on backwards
    let on_day = |ago: i64| {
        let (from, until) = (before(wall, (ago + 1) * DAY), before(wall, ago * DAY));
        refusals.iter().filter(|at| **at > from && **at <= until).count()
    };
    let today = on_day(0);
    let bad_days = (0..LOOK / DAY).filter(|ago| on_day(*ago) >= BAD_DAY).count();
    match today {
        0..BAD_DAY => Health::Well,
        BAD_DAY..ALL_DAY if bad_days < BAD_DAYS => Health::Failing,
        _ => Health::Persists,
    }
}

/// The refusals that count once somebody dealt with those until `closed_at`.
pub fn unsettled(refusals: &[Timestamp], closed_at: Timestamp) -> Vec<Timestamp> {
    refusals.iter().copied().filter(|at| *at > closed_at).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(NOW + seconds).unwrap()
    }

    /// So many refusals, a minute apart, ending so many days ago.
    fn refusals(count: i64, days_ago: i64) -> Vec<Timestamp> {
        (0..count).map(|minute| at(-days_ago * DAY - minute * 60)).collect()
    }

    #[test]
    fn half_an_hour_of_trouble_is_told_three_days_or_a_whole_one_are_decided_upon() {
        for (found, expected) in [
            (vec![], Health::Well),
            (refusals(29, 0), Health::Well),
            (refusals(30, 0), Health::Failing),
            (refusals(149, 0), Health::Failing),
            (refusals(150, 0), Health::Persists),
            (refusals(150, 1), Health::Well),
            ([refusals(30, 0), refusals(30, 3)].concat(), Health::Failing),
            ([refusals(30, 0), refusals(30, 3), refusals(29, 5)].concat(), Health::Failing),
            ([refusals(30, 0), refusals(30, 3), refusals(30, 5)].concat(), Health::Persists),
            ([refusals(30, 1), refusals(30, 3), refusals(30, 5)].concat(), Health::Well),
            ([refusals(30, 0), refusals(30, 3), refusals(30, 8)].concat(), Health::Failing),
        ] {
            assert_eq!(judge(&found, at(0)), expected, "{} refusals", found.len());
        }
    }

    #[test]
    fn an_expired_token_tells_nothing_and_a_wrong_secret_does() {
        assert!(!is_telling(reason::TOKEN_WORTHLESS.key) && !is_telling(reason::DISCONNECTED.key));
        assert!(!is_telling(reason::CLIENT_SUSPENDED.key), "somebody decided it");
        assert!(is_telling(reason::SECRET.key) && is_telling(reason::REPLAYED.key) && is_telling("redirect-unknown"));
    }

    proptest! {
        #[test]
        fn one_refusal_more_never_makes_a_client_fare_better(
            seconds in prop::collection::vec(-9 * DAY..0, 0..400), more in -9 * DAY..0,
        ) {
            let mut found: Vec<Timestamp> = seconds.into_iter().map(at).collect();
            let before = judge(&found, at(0));
            found.push(at(more));
            prop_assert!(judge(&found, at(0)) >= before);
        }

        #[test]
        fn neither_order_nor_what_is_old_counts(mut seconds in prop::collection::vec(-20 * DAY..0, 0..400)) {
            let found: Vec<Timestamp> = seconds.iter().copied().map(at).collect();
            seconds.retain(|second| at(*second) > since(at(0)));
            seconds.reverse();
            let recent: Vec<Timestamp> = seconds.into_iter().map(at).collect();
            prop_assert_eq!(judge(&found, at(0)), judge(&recent, at(0)));
        }

        #[test]
        fn what_was_dealt_with_counts_no_more(seconds in prop::collection::vec(-7 * DAY..0, 0..400)) {
            let found: Vec<Timestamp> = seconds.into_iter().map(at).collect();
            prop_assert_eq!(judge(&unsettled(&found, at(0)), at(0)), Health::Well);
        }
    }
}
