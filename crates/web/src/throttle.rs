//! Attempts counted in memory: enough to slow down whoever guesses. Counters
//! that must outlive a restart or be shared by replicas belong in a database.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use kernel::{Problem, Timestamp};
use sha2::{Digest, Sha256};

use crate::Failure;

/// How often something may be tried: `times` at once, regained evenly over `seconds`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Attempts that may come together.
    pub times: u32,
    /// Time after which all of them are regained.
    pub seconds: u32,
}

/// Keys remembered at once, some 5 MB.
const MOST_KEYS: usize = 100_000;

/// The token buckets. A bucket is one time: when it will be full again
/// (the generic cell rate algorithm of ITU-T I.371).
pub(crate) struct Throttle {
    full_at: Mutex<HashMap<[u8; 32], i64>>,
    most_keys: usize,
}

impl Default for Throttle {
    fn default() -> Self {
        Self::remembering(MOST_KEYS)
    }
}

impl Throttle {
    fn remembering(most_keys: usize) -> Self {
        Self { full_at: Mutex::default(), most_keys }
    }

    /// Counts an attempt at `now`, or refuses it.
    pub fn attempt(&self, purpose: &str, key: &str, limit: Limit, now: Timestamp) -> Result<(), Failure> {
        let now = now.as_microsecond();
        let whole = i64::from(limit.seconds) * 1_000_000;
        let key = hashed(purpose, key);
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let full_at = buckets.get(&key).copied().unwrap_or(now).max(now) + limit.each();
        let excess = full_at - now - whole;
        if excess > 0 {
            let retry_after = u32::try_from(excess.div_euclid(1_000_000) + 1).unwrap_or(u32::MAX);
            return Err(Problem::TooMany { retry_after }.into());
        }
        if buckets.len() >= self.most_keys && !buckets.contains_key(&key) {
            forget(&mut buckets, now);
        }
        buckets.insert(key, full_at);
        Ok(())
    }

    /// Takes back an attempt that turned out to be no guess.
    pub fn forgive(&self, purpose: &str, key: &str, limit: Limit) {
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full_at) = buckets.get_mut(&hashed(purpose, key)) {
            *full_at -= limit.each();
        }
    }
}

impl Limit {
    /// The time in which one attempt is regained, in microseconds.
    fn each(self) -> i64 {
        i64::from(self.seconds) * 1_000_000 / i64::from(self.times.max(1))
    }
}

/// A bucket's name, of a fixed size, and not the key itself: it may be an address.
fn hashed(purpose: &str, key: &str) -> [u8; 32] {
    Sha256::new().chain_update(purpose).chain_update([0]).chain_update(key).finalize().into()
}

/// Makes room: full buckets say nothing; then the fullest half goes, so that a
/// flood of new keys does not free those who have tried most.
fn forget(buckets: &mut HashMap<[u8; 32], i64>, now: i64) {
    let half = buckets.len() / 2;
    buckets.retain(|_, full_at| *full_at > now);
    if buckets.len() > half {
        let mut times: Vec<i64> = buckets.values().copied().collect();
        let (_, median, _) = times.select_nth_unstable(half);
        let median = *median;
        buckets.retain(|_, full_at| *full_at > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Limit = Limit { times: 3, seconds: 60 };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn waits(outcome: Result<(), Failure>) -> u32 {
        match outcome {
            Err(Failure::Problem(Problem::TooMany { retry_after })) => retry_after,
            _ => 0,
        }
    }

    #[test]
    fn the_fourth_attempt_waits_as_long_as_it_is_told() {
        let throttle = Throttle::default();
        for _ in 0..3 {
            throttle.attempt("code", "a", LIMIT, at(0)).unwrap();
        }
        let wait = waits(throttle.attempt("code", "a", LIMIT, at(0)));
        assert!((20..=21).contains(&wait), "{wait}");
        assert!(waits(throttle.attempt("code", "a", LIMIT, at(19))) > 0);
        throttle.attempt("code", "a", LIMIT, at(i64::from(wait))).unwrap();
        assert!(waits(throttle.attempt("code", "a", LIMIT, at(i64::from(wait)))) > 0);
        for _ in 0..3 {
            throttle.attempt("code", "a", LIMIT, at(200)).unwrap();
        }
    }

    #[test]
    fn others_and_other_purposes_are_not_slowed() {
        let throttle = Throttle::default();
        while throttle.attempt("code", "a", LIMIT, at(0)).is_ok() {}
        throttle.attempt("code", "b", LIMIT, at(0)).unwrap();
        throttle.attempt("form", "a", LIMIT, at(0)).unwrap();
    }

    #[test]
    fn what_was_no_guess_costs_nothing() {
        let throttle = Throttle::default();
        for _ in 0..100 {
            throttle.attempt("code", "a", LIMIT, at(0)).unwrap();
            throttle.forgive("code", "a", LIMIT);
        }
        for _ in 0..3 {
            throttle.attempt("code", "a", LIMIT, at(0)).unwrap();
        }
        throttle.forgive("code", "b", LIMIT);
        assert!(throttle.attempt("code", "a", LIMIT, at(0)).is_err(), "one forgives oneself only");
    }

    #[test]
    fn a_refused_attempt_does_not_prolong_the_wait() {
        let throttle = Throttle::default();
        while throttle.attempt("code", "a", LIMIT, at(0)).is_ok() {}
        for _ in 0..1_000 {
            assert!(throttle.attempt("code", "a", LIMIT, at(10)).is_err());
        }
        throttle.attempt("code", "a", LIMIT, at(21)).unwrap();
    }

    #[test]
    fn a_flood_of_keys_takes_bounded_room_and_frees_nobody() {
        let throttle = Throttle::remembering(100);
        while throttle.attempt("code", "guesser", LIMIT, at(0)).is_ok() {}
        for key in 0..1_000 {
            throttle.attempt("code", &key.to_string(), LIMIT, at(0)).unwrap();
        }
        assert!(throttle.full_at.lock().unwrap().len() <= 100);
        assert!(throttle.attempt("code", "guesser", LIMIT, at(0)).is_err());
    }

    #[test]
    fn a_limit_of_nothing_lets_one_pass_rather_than_divide_by_zero() {
        let throttle = Throttle::default();
        throttle.attempt("code", "a", Limit { times: 0, seconds: 60 }, at(0)).unwrap();
        assert!(throttle.attempt("code", "a", Limit { times: 0, seconds: 60 }, at(1)).is_err());
    }
}
