//! Things kept for a time, in a bounded room.

use std::collections::HashMap;

use kernel::{Timestamp, clock::from_micros};

/// Beyond so many, the first to expire makes room.
const MOST: usize = 10_000;

/// Things by name. What has expired is as if it had never been.
pub(super) struct Shelf<T>(HashMap<String, (Timestamp, T)>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Shelf<T> {
    /// Keeps a thing for `seconds`.
    pub fn put(&mut self, name: String, thing: T, now: Timestamp, seconds: i64) {
        self.0.retain(|_, (until, _)| now < *until);
        if self.0.len() >= MOST {
            let first = self.0.iter().min_by_key(|(_, (until, _))| *until).map(|(name, _)| name.clone());
            first.and_then(|name| self.0.remove(&name));
        }
        self.0.insert(name, (later(now, seconds), thing));
    }

    pub fn get(&mut self, name: &str, now: Timestamp) -> Option<&mut T> {
        self.0.get_mut(name).filter(|(until, _)| now < *until).map(|(_, thing)| thing)
    }

    pub fn take(&mut self, name: &str, now: Timestamp) -> Option<T> {
        self.0.remove(name).filter(|(until, _)| now < *until).map(|(_, thing)| thing)
    }

    /// Keeps a thing that has not expired for `seconds` more.
    pub fn prolong(&mut self, name: &str, now: Timestamp, seconds: i64) {
        if let Some((until, _)) = self.0.get_mut(name).filter(|(until, _)| now < *until) {
            *until = later(now, seconds);
        }
    }
}

/// So many seconds after an instant.
pub(super) fn later(at: Timestamp, seconds: i64) -> Timestamp {
    from_micros(at.as_microsecond().saturating_add(seconds.saturating_mul(1_000_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_expires_is_gone_and_what_is_used_stays() {
        let (mut shelf, start) = (Shelf::default(), from_micros(0));
        shelf.put("a".to_owned(), 1, start, 30);
        shelf.put("b".to_owned(), 2, start, 30);
        shelf.prolong("b", later(start, 29), 30);
        assert_eq!([shelf.get("a", later(start, 29)).copied(), shelf.get("a", later(start, 30)).copied()], [Some(1), None]);
        assert_eq!([shelf.take("b", later(start, 58)), shelf.take("b", later(start, 58))], [Some(2), None]);
    }

    #[test]
    fn its_room_is_bounded() {
        let (mut shelf, start) = (Shelf::default(), from_micros(0));
        for rank in 0..=MOST {
            shelf.put(rank.to_string(), (), start, 1 + i64::try_from(rank).unwrap());
        }
        assert!(shelf.get("0", start).is_none(), "the first to expire made room");
        assert!(shelf.get("1", start).is_some());
    }
}
