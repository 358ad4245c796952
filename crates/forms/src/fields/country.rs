//! A country, in the look-up list « countries ».

use serde::Deserialize;

use super::referential::{self, Referential};

/// A country, kept with its ISO 3166 code as identifier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Country {}

referential::choice_in_list!(Country, "countries");
