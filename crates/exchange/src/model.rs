//! The words of the part.

use db::record;
use kernel::{Personal, Slug, Timestamp};
use workflow::CallFailure;

db::text_enum! {
    /// How we prove who we are.
    pub enum Proof {
        /// We do not.
        None = "none",
        /// A token (`Authorization: Bearer`).
        Bearer = "bearer",
        /// A name and a password (`Authorization: Basic`).
        Basic = "basic",
        /// A key in a header of the other program's choice.
        Header = "header",
    }
}

impl Proof {
    /// As an administrator reads it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "Aucune",
            Self::Bearer => "Un jeton (Bearer)",
            Self::Basic => "Un nom et un mot de passe (Basic)",
            Self::Header => "Une clé dans un en-tête",
        }
    }

    /// Whether it has a name beside its secret.
    pub const fn is_named(self) -> bool {
        matches!(self, Self::Basic | Self::Header)
    }
}

db::text_enum! {
    /// What came of a call.
    pub enum Outcome {
        /// An answer.
        Answered = "answered",
        /// No answer in time.
        Unreachable = "unreachable",
        /// The other program refuses what is sent.
        Refused = "refused",
        /// The other program is out of order.
        Failing = "failing",
        /// Its answer is no JSON document.
        Unreadable = "unreadable",
    }
}

impl Outcome {
    /// As an administrator reads it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Answered => "A répondu",
            Self::Unreachable => "Pas de réponse",
            Self::Refused => "Refusé",
            Self::Failing => "En panne",
            Self::Unreadable => "Réponse illisible",
        }
    }
}

impl From<CallFailure> for Outcome {
    fn from(failure: CallFailure) -> Self {
        match failure {
            CallFailure::Unbound | CallFailure::Unreachable => Self::Unreachable,
            CallFailure::Refused => Self::Refused,
            CallFailure::Failing => Self::Failing,
            CallFailure::Unreadable | CallFailure::Mismatch => Self::Unreadable,
        }
    }
}

record! {
    /// Another program that this space calls.
    #[derive(Debug, Clone)]
    pub struct Connector {
        /// Its name.
        pub slug: Slug,
        /// What agents call it.
        pub label: String,
        /// Where it listens.
        pub url: String,
        /// How we prove who we are.
        pub proof: Proof,
        /// The user's name, or the header's.
        pub name: String,
        /// The password, the token or the key, sealed.
        pub(crate) secret: Option<Personal<String>>,
        /// How long we wait, in seconds.
        pub seconds: i64,
        /// Grows with each change.
        pub version: i64,
    }
}

record! {
    /// What came of a call.
    #[derive(Debug, Clone)]
    pub struct Past {
        /// When.
        pub at: Timestamp,
        /// The number of the case; nothing for a try.
        pub about: Option<String>,
        /// How it went.
        pub outcome: Outcome,
        /// The HTTP status, if there was one.
        pub status: Option<i64>,
        /// How long it took, in milliseconds.
        pub millis: i64,
    }
}
