//! A client's secret is to be replaced once a year (annexe 2 of the 2018
//! convention: « renouvelés régulièrement »). Its contact is told 30 days
//! before, 7 days before, and when the year is over.

use kernel::Timestamp;

use super::life::{after, before};

const DAY: i64 = 24 * 3_600;
/// A secret serves well for so long.
const YEAR: i64 = 365 * DAY;
/// The ages at which its contact is told.
const TOLD_AT: [i64; 3] = [YEAR - 30 * DAY, YEAR - 7 * DAY, YEAR];

/// When a secret is to be replaced.
pub fn renew_before(created_at: Timestamp) -> Timestamp {
    after(created_at, YEAR)
}

/// How many times its contact should have been told by now.
pub fn reminders(created_at: Timestamp, wall: Timestamp) -> u32 {
    TOLD_AT.iter().filter(|age| after(created_at, **age) <= wall).fold(0, |count, _| count + 1)
}

/// The secrets made before this are those that somebody is told about.
pub fn oldest_untold(wall: Timestamp) -> Timestamp {
    before(wall, TOLD_AT[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_told_three_times() {
        let at = |days: i64| Timestamp::from_second(1_800_000_000 + days * DAY).unwrap();
        for (days, told) in [(0, 0), (334, 0), (335, 1), (357, 1), (358, 2), (364, 2), (365, 3), (1_000, 3)] {
            assert_eq!(reminders(at(0), at(days)), told, "{days}");
            assert_eq!(at(0) <= oldest_untold(at(days)), told > 0, "{days}");
        }
        assert_eq!(renew_before(at(0)), at(365));
    }
}
