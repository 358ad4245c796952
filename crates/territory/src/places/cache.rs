//! What was asked lately, so that it is not asked again.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

use kernel::Timestamp;

/// How long an answer serves, in microseconds: a day.
const SERVES: i64 = 24 * 3_600 * 1_000_000;

/// Some answers and when they came; all are forgotten when there are too many.
pub(super) struct Cache<K, V> {
    kept: Mutex<HashMap<K, (i64, V)>>,
    most: usize,
}

impl<K: Eq + Hash, V: Clone> Cache<K, V> {
    /// Room for that many.
    pub fn holding(most: usize) -> Self {
        Self { kept: Mutex::default(), most }
    }

    /// The answer, if it is fresh.
    pub fn get(&self, key: &K, now: Timestamp) -> Option<V> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|(at, _)| now.as_microsecond().abs_diff(*at) < SERVES.unsigned_abs()).map(|(_, value)| value.clone())
    }

    /// Keeps an answer.
    pub fn put(&self, key: K, value: V, now: Timestamp) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= self.most {
            kept.clear();
        }
        kept.insert(key, (now.as_microsecond(), value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_serves_for_a_day_and_the_room_is_bounded() {
        let at = |hours: i64| Timestamp::from_second(hours * 3_600).unwrap();
        let cache = Cache::holding(2);
        cache.put("a", 1, at(0));
        assert_eq!((cache.get(&"a", at(23)), cache.get(&"a", at(24)), cache.get(&"b", at(0))), (Some(1), None, None));
        cache.put("b", 2, at(0));
        cache.put("c", 3, at(0));
        assert_eq!((cache.get(&"a", at(0)), cache.get(&"c", at(0))), (None, Some(3)));
    }
}
