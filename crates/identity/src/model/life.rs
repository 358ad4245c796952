//! How long things live. All of it is real time.

use kernel::{Timestamp, clock::from_micros};

/// A session ends after one hour without interaction (annexe 2 of the 2018 convention).
pub const IDLE: i64 = 3_600;
/// And twelve hours after she proved who she is, whatever she does.
pub const ABSOLUTE: i64 = 12 * 3_600;
/// Use is written down at most once in so many seconds.
const TOUCH_EVERY: i64 = 60;

/// An authorization code.
pub const CODE: i64 = 60;
/// A partner's access token.
pub const ACCESS_TOKEN: i64 = 600;
/// An ID token: the time to receive it.
pub const ID_TOKEN: i64 = 300;
/// A logout token (OpenID Connect Back-Channel Logout §2.4 asks for two minutes at most).
pub const LOGOUT_TOKEN: i64 = 120;
/// A pushed authorization request (RFC 9126 §2.2).
pub const PUSHED: i64 = 60;
/// An authorization request under way.
pub const REQUEST: i64 = 2 * 3_600;
/// The link that confirms an address.
pub const CONFIRMATION: i64 = 24 * 3_600;
/// Between two letters with this link that nobody asked for by name.
pub const BETWEEN_LETTERS: i64 = 600;
/// The link that gives a new password.
pub const RESET: i64 = 3_600;
/// An identity that FranceConnect told, until its owner decides.
pub const ARRIVAL: i64 = 3_600;
/// The step between the password and the code.
pub const STEP: i64 = 600;
/// The time to answer a challenge with a passkey.
pub const CHALLENGE: i64 = 300;
/// How long the old mailbox may object to another address: then its silence is a yes.
pub const OPPOSITION: i64 = 7 * 24 * 3_600;
/// The link that undoes a change of address, sent to the old one.
pub const UNDO: i64 = 7 * 24 * 3_600;
/// How old a proof may be for a sensitive act.
pub const FRESH: i64 = 600;
/// How long sign-ins, and browsers that do not come back, are remembered.
pub const MEMORY_OF_SIGN_INS: i64 = 365 * 24 * 3_600;
/// How long an old client secret is still accepted beside the new one.
pub const SECRET_OVERLAP: i64 = 7 * 24 * 3_600;
/// How long an invitation to an organisation waits.
pub const INVITATION: i64 = 7 * 24 * 3_600;
/// How long an account may wait for its address to be confirmed.
pub const UNCONFIRMED: i64 = 7 * 24 * 3_600;
/// How long somebody who asked that her account be deleted may keep it after all.
pub const REGRET: i64 = 7 * 24 * 3_600;
/// How long a client may read that an account was deleted: thirteen months.
pub const FEED: i64 = 396 * 24 * 3_600;

/// The time `seconds` after `at`.
pub fn after(at: Timestamp, seconds: i64) -> Timestamp {
    from_micros(at.as_microsecond().saturating_add(seconds * 1_000_000))
}

/// The time `seconds` before `at`.
pub fn before(at: Timestamp, seconds: i64) -> Timestamp {
    after(at, -seconds)
}

/// The times of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// When she proved who she is.
    pub authenticated_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When she signed out.
    pub ended_at: Option<Timestamp>,
}

impl Life {
    /// Whether it may still be used.
    pub fn is_alive(&self, wall: Timestamp) -> bool {
        self.ended_at.is_none() && wall < after(self.seen_at, IDLE) && wall < self.ends_at()
    }
    /// The time after which nothing of it is worth anything.
    pub fn ends_at(&self) -> Timestamp {
        after(self.authenticated_at, ABSOLUTE)
    }
    /// Whether this use must be written down.
    pub fn is_to_be_touched(&self, wall: Timestamp) -> bool {
        wall >= after(self.seen_at, TOUCH_EVERY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_idle_or_old_or_left() {
        let at = |seconds: i64| Timestamp::from_second(1_000_000 + seconds).unwrap();
        let life = Life { authenticated_at: at(0), seen_at: at(0), ended_at: None };
        assert!(life.is_alive(at(3_599)));
        assert!(!life.is_alive(at(3_600)), "one hour without interaction");
        let busy = Life { seen_at: at(43_000), ..life };
        assert!(busy.is_alive(at(43_199)));
        assert!(!busy.is_alive(at(43_200)), "twelve hours, however busy");
        assert!(!Life { ended_at: Some(at(5)), ..life }.is_alive(at(6)));
        assert!(!life.is_to_be_touched(at(59)) && life.is_to_be_touched(at(60)));
    }
}
