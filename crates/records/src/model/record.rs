//! A record, and its small workflow: draft, active, withdrawn.

use std::{collections::BTreeMap, fmt};

use db::{Doc, record};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

db::text_enum! {
    /// Where a record stands.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum State {
        /// Being written: nobody chooses it yet.
        Draft = "draft",
        /// Offered.
        Active = "active",
        /// Not offered any more; what names it still reads it.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// Where it may go from here, with what the button reads.
    pub const fn next(self) -> (Self, &'static str) {
        match self {
            Self::Draft => (Self::Active, "Mettre en service"),
            Self::Active => (Self::Withdrawn, "Retirer la fiche"),
            Self::Withdrawn => (Self::Active, "Remettre en service"),
        }
    }

    /// What is read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Brouillon",
            Self::Active => "En service",
            Self::Withdrawn => "Retirée",
        }
    }
}

/// The cells of a record by column, each in its canonical text; see [`crate::cells`].
pub type Cells = BTreeMap<String, String>;

/// All that somebody wrote in a record. It may speak of a person: never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What is read.
    pub label: String,
    /// The key of the record of the parent list that it depends on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Its cells; an empty one is absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cells: Cells,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("state", &self.state).field("cells", &"‹personal›").finish_non_exhaustive()
    }
}

record! {
    /// A record, as it is kept.
    #[derive(Clone)]
    pub struct RecordRow {
        /// Its stable key.
        pub key: String,
        /// What is read.
        pub label: String,
        /// The key of the record it depends on.
        pub parent: Option<String>,
        /// Where it stands.
        pub state: State,
        /// Its cells.
        pub cells: Doc<Cells>,
        /// Grows with each change.
        pub version: i64,
        /// Since when it was last offered.
        pub active_at: Option<Timestamp>,
        /// Since when it was last withdrawn.
        pub withdrawn_at: Option<Timestamp>,
        /// When it last changed.
        pub updated_at: Timestamp,
    }
}

impl RecordRow {
    /// What was written in it.
    pub fn content(&self) -> Content {
        Content { label: self.label.clone(), parent: self.parent.clone(), state: self.state, cells: self.cells.0.clone() }
    }
}
