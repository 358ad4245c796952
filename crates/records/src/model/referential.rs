//! A list.

use db::{Doc, record};
use kernel::{Slug, Timestamp};

use super::{Column, Source};

record! {
    /// A list, without its records.
    #[derive(Debug, Clone)]
    pub struct Referential {
        /// Its stable name: in definitions.
        pub slug: Slug,
        /// What is read.
        pub label: String,
        /// The list whose records hers depend on.
        pub parent: Option<Slug>,
        /// Whether citizens may search it.
        pub is_public: bool,
        /// Whether its records speak of people: what a request wrote is erased with it.
        pub is_personal: bool,
        /// Its columns.
        pub columns: Doc<Vec<Column>>,
        /// Where its records come from, when nobody writes them here.
        pub source: Option<Doc<Source>>,
        /// Grows with each change of its settings.
        pub version: i64,
        /// Grows with each change of its records.
        pub revision: i64,
        /// When the copy of the source was last good; real time.
        pub fetched_at: Option<Timestamp>,
        /// When the source was last asked; real time.
        pub tried_at: Option<Timestamp>,
        /// Why the last try failed.
        pub trouble: Option<String>,
    }
}

impl Referential {
    /// The source, when there is one.
    pub fn source(&self) -> Option<&Source> {
        self.source.as_ref().map(|source| &source.0)
    }

    /// The column of this name.
    pub fn column(&self, slug: &str) -> Option<&Column> {
        self.columns.0.iter().find(|column| column.slug == *slug)
    }
}
