//! Content that may be personal.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A datum that may be personal: it is stored and sent with the effect that
/// carries it, never printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private(pub Json);

impl fmt::Debug for Private {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

impl<T: Into<Json>> From<T> for Private {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}
