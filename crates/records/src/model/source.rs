//! Where the records of a list are read from, over HTTP.

use serde::{Deserialize, Serialize};

/// A JSON document and where its items are. A setting of the instance: no
/// definition ever names an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its address.
    pub url: String,
    /// The way down to the items, keys joined by points; empty: the document itself.
    #[serde(default)]
    pub items: String,
    /// The way to the key, in an item.
    pub key: String,
    /// The way to the label, in an item.
    pub label: String,
    /// The way to the parent's key, in an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// How long a copy is good, in minutes.
    pub minutes: u32,
}
