//! A definition as text: TOML where people write it, JSON where it is kept.
//! Both say the same.

use std::fmt;

use crate::{Definition, canonical::as_json};

/// The text is not a definition; the message says where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

/// Reads TOML. Dates are written in quotes, as in JSON.
pub fn from_toml(text: &str) -> Result<Definition, Unreadable> {
    toml::from_str(text).map_err(|error| Unreadable(error.to_string()))
}

/// Writes TOML. Fails on a setting of a field that is null, which TOML cannot say.
pub fn to_toml(definition: &Definition) -> Result<String, Unreadable> {
    toml::to_string_pretty(&as_json(definition)).map_err(|error| Unreadable(error.to_string()))
}

/// Reads JSON, canonical or not.
pub fn from_json(text: &str) -> Result<Definition, Unreadable> {
    serde_json::from_str(text).map_err(|error| Unreadable(error.to_string()))
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}
