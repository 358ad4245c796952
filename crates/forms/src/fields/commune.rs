//! A commune, in the look-up list « communes ».

use serde::Deserialize;

use super::referential::{self, Referential};

/// A commune, kept with its INSEE code as identifier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commune {}

referential::choice_in_list!(Commune, "communes");
