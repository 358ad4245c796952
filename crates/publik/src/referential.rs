//! Cards and data sources as plain tables.

use kernel::Slug;
use serde::{Deserialize, Serialize};

/// A table to load in the referentials of an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referential {
    /// Its stable name: that of the `list` of fields, or of the `record` of effects.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, when the export holds them.
    pub rows: Vec<Vec<String>>,
    /// Where rows come from when the export holds none, in French; never an address.
    pub origin: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its stable name.
    pub slug: String,
    /// Its title.
    pub label: String,
    /// The type of field that fills it, among [`forms::FIELDS`].
    #[serde(rename = "type")]
    pub kind: String,
}
