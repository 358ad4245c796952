//! When something happens, and the randomness it may use: one argument for both.

use std::sync::Arc;

use crate::{Clock, Id, Rng, Timestamp};

/// The time and randomness of one request or one job.
#[derive(Clone)]
pub struct Moment {
    /// Business time: dates and deadlines.
    pub now: Timestamp,
    /// Real time: sessions, tokens, leases.
    pub wall: Timestamp,
    /// Randomness.
    pub rng: Arc<dyn Rng>,
}

impl Moment {
    /// This instant.
    pub fn take(clock: &dyn Clock, rng: &Arc<dyn Rng>) -> Self {
        Self { now: clock.now(), wall: clock.wall(), rng: Arc::clone(rng) }
    }

    /// A new identifier, made now. It sorts by real time, which never goes back.
    pub fn id<K>(&self) -> Id<K> {
        Id::new(self.wall, &*self.rng)
    }

    /// An unguessable token of `N` bytes.
    pub fn token<const N: usize>(&self) -> String {
        crate::rng::token::<N>(&*self.rng)
    }
}
