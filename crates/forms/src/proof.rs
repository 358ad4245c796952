//! Values that somebody vouches for: they are shown, not asked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who vouches for a value, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Who, as the citizen reads it: « FranceConnect ».
    pub by: String,
    /// The day it was checked.
    pub on: Date,
}

/// What is certified of a citizen, by claim of her account ([`crate::Field::prefill`]).
pub type Certified = BTreeMap<String, Proof>;

impl Proof {
    /// « Certifié par FranceConnect, le 3 mars 2026 ».
    pub fn text(&self) -> String {
        format!("Certifié par {}, le {}", self.by, kernel::text::date(self.on))
    }
}
