//! Typed identifiers: a case's id cannot be passed for a draft's.
//!
//! They are UUID version 7 (RFC 9562 §5.7): sorted by time of creation, made
//! by us from a time and a source of randomness given as arguments.

use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{Rng, Timestamp};

/// An identifier of one kind of thing.
pub struct Id<K>(Uuid, PhantomData<fn() -> K>);

/// One line per kind of thing that has an identity.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $alias:ident;)*) => {
        /// The kinds of things that have an identity.
        pub mod kind {
            $($(#[$doc])* pub enum $kind {})*
        }
        $($(#[$doc])* pub type $alias = Id<kind::$kind>;)*
    };
}

kinds! {
    /// An account at the identity provider. Never leaves `identity`.
    Account => AccountId;
    /// A file joined to a draft or a case.
    Attachment => AttachmentId;
    /// A request, filed.
    Case => CaseId;
    /// A request not sent yet.
    Draft => DraftId;
    /// A fact that happened, kept.
    Event => EventId;
    /// Work to do after the commit.
    Job => JobId;
    /// A line of a case's journal.
    JournalEntry => JournalEntryId;
    /// A message of a case's thread.
    Message => MessageId;
    /// A notice shown in the application.
    Notice => NoticeId;
    /// A grant of consent.
    Consent => ConsentId;
    /// An e-mail, a text message, a push, on its way.
    Sending => SendingId;
    /// A sign-on session or a site's session.
    Session => SessionId;
    /// An agent's membership of an instance.
    Agent => AgentId;
    /// A team of agents.
    Team => TeamId;
    /// Open cases moved to another version of their definition.
    VersionMove => VersionMoveId;
    /// A form parked while its author signs in again.
    Parked => ParkedId;
}

impl<K> Id<K> {
    /// Makes a new identifier, sorted after all those made before `at`.
    pub fn new(at: Timestamp, rng: &dyn Rng) -> Self {
        let mut bytes = [0u8; 16];
        rng.fill(&mut bytes);
        let millis = at.as_millisecond().max(0).cast_unsigned();
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6] = (bytes[6] & 0x0f) | 0x70;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self(Uuid::from_bytes(bytes), PhantomData)
    }

    /// The identifier that wraps this UUID.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The UUID inside.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::from_str(text).map(Self::from_uuid)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SeededRng;

    #[test]
    fn identifiers_sort_by_time_and_say_version_7() {
        let rng = SeededRng::new(1);
        let early = CaseId::new(Timestamp::from_millisecond(1_000).unwrap(), &rng);
        let late = CaseId::new(Timestamp::from_millisecond(2_000).unwrap(), &rng);
        assert!(early < late);
        assert_eq!(early.uuid().get_version_num(), 7);
        assert_eq!(early.to_string().parse::<CaseId>().unwrap(), early);
    }
}
