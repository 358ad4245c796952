//! Who writes: the authority as its letters show it.

use kernel::values::Email;
use serde::{Deserialize, Serialize};

/// The authority in whose name a letter is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// « Ville de Bron ».
    pub name: String,
    /// Its main colour, `#rrggbb`; a neutral one stands for anything else.
    pub colour: String,
    /// Whom the message comes from.
    pub from: Sender,
    /// Where answers go, when somewhere else.
    #[serde(default, with = "optional_email")]
    pub reply_to: Option<Email>,
}

/// A name and an address that write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// As shown in a list of messages.
    pub name: String,
    /// The address the relay lets us use.
    #[serde(with = "email")]
    pub address: Email,
}

/// An address as its text.
mod email {
    use kernel::values::Email;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(email: &Email, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(email.as_str())
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Email, D::Error> {
        let text = String::deserialize(deserializer)?;
        Email::parse(&text).ok_or_else(|| D::Error::custom("not an e-mail address"))
    }
}

/// An address as its text, or nothing.
mod optional_email {
    use kernel::values::Email;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(email: &Option<Email>, serializer: S) -> Result<S::Ok, S::Error> {
        email.as_ref().map(Email::as_str).serialize(serializer)
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Email>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| Email::parse(&text).ok_or_else(|| D::Error::custom("not an e-mail address"))).transpose()
    }
}
