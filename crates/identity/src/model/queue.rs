//! What waits for operators, and when they are written to about it: once an
//! hour at most for each queue, and only when something new came.

use db::record;
use kernel::Timestamp;

use super::life::after;

/// Operators are not written to again about a queue for so many seconds.
const PAUSE: i64 = 3_600;

db::text_enum! {
    /// Something that an operator must answer.
    pub enum Queue {
        /// Organisations that ask to be connected.
        Organisations = "organisations",
        /// Services that would be live, or change.
        Proposals = "proposals",
        /// Alerts that nobody closed.
        Alerts = "alerts",
    }
}

record! {
    /// How much waits in a queue.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Waiting {
        /// How many.
        pub count: i64,
        /// When the latest came.
        pub latest: Timestamp,
    }
}

record! {
    /// The last letter about a queue.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Told {
        /// When it was written.
        pub at: Timestamp,
        /// When the latest that it told of had come.
        pub latest: Timestamp,
    }
}

impl Queue {
    /// What waits, in words; no name of anybody.
    pub fn spoken(self, count: i64) -> String {
        let (one, many) = match self {
            Self::Organisations => ("1\u{a0}organisation attend votre réponse", "organisations attendent votre réponse"),
            Self::Proposals => ("1\u{a0}service attend votre réponse", "services attendent votre réponse"),
            Self::Alerts => ("1\u{a0}alerte est ouverte", "alertes sont ouvertes"),
        };
        if count == 1 { one.to_owned() } else { format!("{count}\u{a0}{many}") }
    }
}

impl Waiting {
    /// Whether operators are written to now.
    pub fn is_due(&self, told: Option<&Told>, wall: Timestamp) -> bool {
        self.count > 0 && told.is_none_or(|told| self.latest > told.latest && after(told.at, PAUSE) <= wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn a_letter_is_due_for_what_is_new_once_an_hour() {
        let waiting = Waiting { count: 2, latest: at(100) };
        assert!(waiting.is_due(None, at(100)));
        let told = |second, latest| Told { at: at(second), latest: at(latest) };
        assert!(!waiting.is_due(Some(&told(50, 20)), at(3_649)), "less than an hour ago");
        assert!(waiting.is_due(Some(&told(50, 20)), at(3_650)));
        assert!(!waiting.is_due(Some(&told(120, 100)), at(9_000)), "nothing new");
        assert!(!Waiting { count: 0, latest: at(0) }.is_due(None, at(0)), "nothing waits");
    }

    #[test]
    fn what_waits_is_counted_in_words() {
        assert_eq!(Queue::Organisations.spoken(1), "1\u{a0}organisation attend votre réponse");
        assert_eq!(Queue::Proposals.spoken(3), "3\u{a0}services attendent votre réponse");
        assert_eq!(Queue::Alerts.spoken(2), "2\u{a0}alertes sont ouvertes");
    }
}
