//! The time expressions are evaluated at: an argument, never the system's clock.

use jiff::{Timestamp, civil::Date};

/// The time it is. `now()` gives it, `today()` its day in Paris.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The instant.
    pub now: Timestamp,
}

impl Today {
    /// The day it is in Paris.
    pub fn day(self) -> Date {
        kernel::text::day(self.now)
    }
}

impl From<Timestamp> for Today {
    fn from(now: Timestamp) -> Self {
        Self { now }
    }
}
