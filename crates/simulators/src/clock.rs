//! The dates to which business time can be moved.

use kernel::Timestamp;

use crate::Simulators;

/// Years that the product's rules and calendars are made for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

impl Simulators {
    /// Moves business time; `false`, and nothing done, outside the years 2000 to 2100.
    pub(crate) fn move_clock(&self, now: Timestamp) -> bool {
        let is_possible = YEARS.contains(&kernel::text::day(now).year());
        if is_possible {
            (self.0.move_clock)(now);
        }
        is_possible
    }
}
