//! What is known of a person, each datum with who says it.

use std::collections::{BTreeMap, BTreeSet};

use db::record;
use kernel::{Personal, Timestamp};

use super::datum::Datum;

db::text_enum! {
    /// Who says a datum.
    pub enum Source {
        /// She does.
        Herself = "self",
        /// FranceConnect does: level `eidas1`.
        FranceConnect = "franceconnect",
    }
}

impl Source {
    /// Its name, as people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Herself => "Donné par vous",
            Self::FranceConnect => "Certifié par FranceConnect",
        }
    }
}

record! {
    /// A datum as it is known.
    #[derive(Debug, Clone)]
    pub struct Known {
        /// Which.
        pub datum: Datum,
        /// Its value, in the form that [`super::datum::value::read`] gives.
        pub value: Personal<String>,
        /// Who says it.
        pub source: Source,
        /// When the source vouched for it; then only the source may change it.
        pub certified_at: Option<Timestamp>,
        /// When it was last written.
        pub updated_at: Timestamp,
    }
}

/// All that is known of a person.
#[derive(Debug, Clone, Default)]
pub struct Profile(BTreeMap<Datum, Known>);

impl Profile {
    /// A datum, if it is known.
    pub fn get(&self, datum: Datum) -> Option<&Known> {
        self.0.get(&datum)
    }
    /// Its value; nothing when it is not known.
    pub fn text(&self, datum: Datum) -> &str {
        self.get(datum).map_or("", |known| known.value.expose())
    }
    /// What is known.
    pub fn known(&self) -> BTreeSet<Datum> {
        self.0.keys().copied().collect()
    }
    /// Whether somebody vouches for a datum: it is locked then.
    pub fn is_certified(&self, datum: Datum) -> bool {
        self.get(datum).is_some_and(|known| known.certified_at.is_some())
    }
    /// Every datum, in one order.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.0.values()
    }
}

impl FromIterator<Known> for Profile {
    fn from_iter<I: IntoIterator<Item = Known>>(data: I) -> Self {
        Self(data.into_iter().map(|known| (known.datum, known)).collect())
    }
}
