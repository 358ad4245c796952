//! What was used lately, up to a weight: beyond it, what was used longest ago goes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Values by their key. The lock is held to look up and to put, never while a
/// value is made. What goes lives on for whoever still holds it.
pub(crate) struct Recent<T> {
    most: usize,
    held: Mutex<Held<T>>,
}

struct Held<T> {
    values: HashMap<String, Kept<T>>,
    weight: usize,
    /// How often anything was used: the hour of this place.
    uses: u64,
}

struct Kept<T> {
    value: Arc<T>,
    weight: usize,
    used: u64,
}

impl<T> Recent<T> {
    /// Nothing yet; values of `most` in all will be kept, whatever the unit.
    pub fn new(most: usize) -> Self {
        Self { most, held: Mutex::new(Held { values: HashMap::new(), weight: 0, uses: 0 }) }
    }

    /// The value of this key, if it is still kept.
    pub fn get(&self, key: &str) -> Option<Arc<T>> {
        self.held().using(key)
    }

    /// Keeps a value just made. If somebody else made it meanwhile, hers is
    /// given back. What is heavier than everything that may be kept is not.
    pub fn keep(&self, key: &str, value: T, weight: usize) -> Arc<T> {
        let mut held = self.held();
        if let Some(already) = held.using(key) {
            return already;
        }
        let value = Arc::new(value);
        if weight <= self.most {
            held.make_room(self.most - weight);
            held.weight += weight;
            let used = held.uses;
            held.values.insert(key.to_owned(), Kept { value: Arc::clone(&value), weight, used });
        }
        value
    }

    // a panic elsewhere leaves it whole: nothing here panics half way
    fn held(&self) -> MutexGuard<'_, Held<T>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Held<T> {
    fn using(&mut self, key: &str) -> Option<Arc<T>> {
        self.uses += 1;
        let kept = self.values.get_mut(key)?;
        kept.used = self.uses;
        Some(Arc::clone(&kept.value))
    }

    /// Lets go until at most `most` is held. Looking at each of a few hundred
    /// values costs microseconds, beside the making of the one that comes.
    fn make_room(&mut self, most: usize) {
        while self.weight > most {
            let Some(oldest) = self.values.iter().min_by_key(|(_, kept)| kept.used).map(|(key, _)| key.clone()) else { return };
            self.weight -= self.values.remove(&oldest).map_or(0, |kept| kept.weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let recent = Recent::new(3);
        for key in ["a", "b", "c"] {
            recent.keep(key, key, 1);
        }
        assert!(recent.get("a").is_some());
        recent.keep("d", "d", 1);
        assert_eq!(["a", "b", "c", "d"].map(|key| recent.get(key).is_some()), [true, false, true, true]);
    }

    #[test]
    fn one_that_is_heavy_takes_the_place_of_several() {
        let recent = Recent::new(10);
        recent.keep("light", 0, 3);
        recent.keep("lighter", 0, 2);
        recent.keep("last", 0, 4);
        recent.keep("heavy", 0, 6);
        assert_eq!(["light", "lighter", "last", "heavy"].map(|key| recent.get(key).is_some()), [false, false, true, true]);
    }

    #[test]
    fn one_heavier_than_all_is_given_and_lets_the_others_be() {
        let recent = Recent::new(10);
        recent.keep("light", "light", 3);
        assert_eq!(*recent.keep("huge", "huge", 11), "huge");
        assert!(recent.get("huge").is_none() && recent.get("light").is_some());
    }

    #[test]
    fn what_goes_stays_with_whoever_holds_it() {
        let recent = Recent::new(1);
        let held = recent.keep("a", "a".to_owned(), 1);
        recent.keep("b", "b".to_owned(), 1);
        assert!(recent.get("a").is_none());
        assert_eq!(*held, "a");
    }

    #[test]
    fn made_twice_it_is_kept_once() {
        let recent = Recent::new(10);
        let first = recent.keep("a", 1, 4);
        assert!(Arc::ptr_eq(&recent.keep("a", 1, 4), &first));
        assert_eq!(recent.held().weight, 4);
    }

    #[test]
    fn what_is_held_is_told_and_never_beyond() {
        let recent = Recent::new(30);
        for turn in 0..500 {
            recent.keep(&(turn * 7 % 23).to_string(), (), turn * 11 % 17);
            let held = recent.held();
            assert_eq!(held.weight, held.values.values().map(|kept| kept.weight).sum::<usize>());
            assert!(held.weight <= 30);
        }
    }
}
