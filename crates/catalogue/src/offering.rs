//! How one gets what an entry offers.

use db::text_enum;

use crate::entry::{Entry, Kind};

text_enum! {
    /// How one gets it.
    pub enum Access {
        /// A form to file here.
        Filing = "filing",
        /// Another site.
        Link = "link",
        /// A sheet of ours that says whom to ask.
        Information = "information",
    }
}

impl Access {
    /// How one gets what this entry offers: an address of ours that is no form is a sheet.
    pub fn of(entry: &Entry) -> Self {
        match entry.kind {
            Kind::Filing => Self::Filing,
            Kind::Link if entry.url.starts_with('/') => Self::Information,
            Kind::Link => Self::Link,
        }
    }

    /// In citizens' words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Filing => "En ligne",
            Self::Link => "Sur un autre site",
            Self::Information => "Pas encore en ligne",
        }
    }
}

/// The téléservice of an entry, without its authority.
pub fn teleservice(entry: &Entry) -> &str {
    entry.id.split_once('/').map_or(entry.id.as_str(), |(_, name)| name)
}
