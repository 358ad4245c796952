//! Which databases to look at, and when.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use tokio::time::Instant;

use crate::DbKey;

/// What the runner remembers between two looks.
#[derive(Default)]
pub(super) struct Agenda {
    ready: VecDeque<DbKey>,
    later: HashMap<DbKey, Instant>,
    running: HashMap<DbKey, usize>,
}

impl Agenda {
    /// Look there soon, after the others.
    pub(super) fn look_at(&mut self, key: DbKey) {
        if !self.ready.contains(&key) {
            self.ready.push_back(key);
        }
    }

    /// Look there after `wait`, if nothing calls before.
    pub(super) fn look_later(&mut self, key: DbKey, wait: Duration) {
        self.later.insert(key, Instant::now() + wait);
    }

    /// Where to look now.
    pub(super) fn next_ready(&mut self) -> Option<DbKey> {
        let key = self.ready.pop_front()?;
        self.later.remove(&key);
        Some(key)
    }

    /// When to look next.
    pub(super) fn next_look(&self) -> Option<Instant> {
        self.later.values().min().copied()
    }

    /// The time has come to look at some.
    pub(super) fn ripen(&mut self, now: Instant) {
        let ripe: Vec<DbKey> = self.later.extract_if(|_, at| *at <= now).map(|(key, _)| key).collect();
        ripe.into_iter().for_each(|key| self.look_at(key));
    }

    /// A job of this database began.
    pub(super) fn began(&mut self, key: &DbKey) {
        *self.running.entry(key.clone()).or_default() += 1;
    }

    /// A job of this database ended: its stream may go on.
    pub(super) fn ended(&mut self, key: DbKey) {
        if let Some(count) = self.running.get_mut(&key) {
            *count = count.saturating_sub(1);
        }
        self.look_at(key);
    }

    /// How many jobs of this database are running.
    pub(super) fn running_of(&self, key: &DbKey) -> usize {
        self.running.get(key).copied().unwrap_or(0)
    }
}
