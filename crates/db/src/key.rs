//! The names of the databases.

use std::fmt;

use kernel::Slug;

/// The three kinds of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Directory, published catalogue, followed cases, sessions of the sites.
    Platform,
    /// The identity provider's own.
    Identity,
    /// One authority's cases, at one stage.
    Instance,
}

crate::text_enum! {
    /// The two copies of an authority's space.
    pub enum Stage {
        /// For real.
        Production = "production",
        /// For trying.
        Test = "test",
    }
}

/// An instance: an authority's space at one stage.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceKey {
    /// Whose it is.
    pub authority: Slug,
    /// Production or test.
    pub stage: Stage,
}

impl InstanceKey {
    /// The authority's production instance.
    pub const fn production(authority: Slug) -> Self {
        Self { authority, stage: Stage::Production }
    }

    /// Reads `lyon` or `lyon~test`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.strip_suffix("~test") {
            Some(authority) => Some(Self { authority: authority.parse().ok()?, stage: Stage::Test }),
            None => Some(Self::production(text.parse().ok()?)),
        }
    }
}

/// `lyon` in production, `lyon~test` for its test copy: as in URLs.
impl fmt::Display for InstanceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = if self.stage == Stage::Test { "~test" } else { "" };
        write!(f, "{}{suffix}", self.authority)
    }
}
impl fmt::Debug for InstanceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Names one database.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DbKey {
    /// The platform's.
    Platform,
    /// The identity provider's.
    Identity,
    /// An instance's.
    Instance(InstanceKey),
}

impl DbKey {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Platform => Kind::Platform,
            Self::Identity => Kind::Identity,
            Self::Instance(_) => Kind::Instance,
        }
    }
}

/// `platform`, `identity`, or the instance's name.
impl fmt::Display for DbKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform => f.write_str("platform"),
            Self::Identity => f.write_str("identity"),
            Self::Instance(key) => write!(f, "{key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_is_written_as_it_is_read() {
        for text in ["lyon", "saint-genis-laval~test"] {
            assert_eq!(InstanceKey::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", "~test", "Lyon", "lyon~", "lyon~prod", "../lyon"] {
            assert_eq!(InstanceKey::parse(bad), None, "{bad}");
        }
    }
}
