//! Which key signs, and which are published. Each algorithm has its own keys.

use kernel::Timestamp;

use super::life::after;

/// A key is published this long before it signs, so that every client has read it.
pub const PUBLISHED_BEFORE: i64 = 24 * 3_600;
/// A key signs for this long.
pub const SIGNS_FOR: i64 = 90 * 24 * 3_600;
/// A key that no longer signs is published this long: more than a session lives.
pub const PUBLISHED_AFTER: i64 = 2 * 24 * 3_600;

/// The index of the key that signs: the newest one known to all, or the first
/// of all. `created` is sorted.
pub fn signing(created: &[Timestamp], wall: Timestamp) -> Option<usize> {
    if created.is_empty() {
        return None;
    }
    Some(created.iter().rposition(|at| after(*at, PUBLISHED_BEFORE) <= wall).unwrap_or(0))
}

/// Whether a new key must be made.
pub fn is_due(created: &[Timestamp], wall: Timestamp) -> bool {
    created.last().is_none_or(|newest| after(*newest, SIGNS_FOR) <= wall)
}

/// How many of the oldest keys nobody needs any more.
pub fn obsolete(created: &[Timestamp], wall: Timestamp) -> usize {
    // a key stops signing when the next one begins
    created.iter().skip(1).take_while(|next| after(**next, PUBLISHED_BEFORE + PUBLISHED_AFTER) <= wall).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + day * 86_400).unwrap()
    }

    #[test]
    fn a_key_is_published_then_signs_then_goes() {
        assert_eq!(signing(&[], day(0)), None);
        assert_eq!(signing(&[day(0)], day(0)), Some(0), "the first key signs at once");
        let two = [day(0), day(90)];
        assert!(!is_due(&two[..1], day(89)) && is_due(&two[..1], day(90)) && is_due(&[], day(0)));
        assert_eq!(signing(&two, day(90)), Some(0), "clients have not all read the new one");
        assert_eq!(signing(&two, day(91)), Some(1));
        assert_eq!(obsolete(&two, day(92)), 0, "sessions still hold tokens of the old one");
        assert_eq!(obsolete(&two, day(93)), 1);
    }
}
