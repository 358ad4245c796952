//! The clock is a value. No part reads the system's.
//!
//! Two clocks: `now` is business time (deadlines, dates of a case), which the
//! demo can move; `wall` is real time (sessions, tokens, leases), which it
//! cannot.

use std::sync::atomic::{AtomicI64, Ordering};

pub use jiff::Timestamp;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Business time: what dates and deadlines are computed from.
    fn now(&self) -> Timestamp;
    /// Real time: sessions, one-time codes, tokens, cookies, leases.
    fn wall(&self) -> Timestamp;
}

/// The system's time, with business time shifted by a movable offset.
#[derive(Default)]
pub struct SystemClock {
    offset_micros: AtomicI64,
}

impl SystemClock {
    /// Moves business time so that it is `now` at this instant.
    pub fn move_to(&self, now: Timestamp) {
        let offset = now.as_microsecond() - self.wall().as_microsecond();
        self.offset_micros.store(offset, Ordering::Relaxed);
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        shifted(self.wall(), self.offset_micros.load(Ordering::Relaxed))
    }

    #[expect(clippy::disallowed_methods, reason = "the one home of the system clock")]
    fn wall(&self) -> Timestamp {
        shifted(Timestamp::now(), 0)
    }
}

/// A clock that stands still until it is moved, for tests.
pub struct ManualClock {
    now: AtomicI64,
    wall: AtomicI64,
}

impl ManualClock {
    /// Both clocks at `at`.
    pub fn at(at: Timestamp) -> Self {
        let micros = at.as_microsecond();
        Self { now: AtomicI64::new(micros), wall: AtomicI64::new(micros) }
    }

    /// Moves both clocks forward.
    pub fn advance(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
        self.wall.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        from_micros(self.now.load(Ordering::Relaxed))
    }
    fn wall(&self) -> Timestamp {
        from_micros(self.wall.load(Ordering::Relaxed))
    }
}

/// A time from microseconds since 1970, clamped to what can be represented.
pub fn from_micros(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// Times are kept to the microsecond, as databases do: a value read back is
/// the value written.
fn shifted(at: Timestamp, offset_micros: i64) -> Timestamp {
    from_micros(at.as_microsecond().saturating_add(offset_micros))
}
