//! Personal data that cannot reach a log by accident.

use std::fmt;

use serde::{Deserialize, Deserializer};

/// A personal datum: it prints as ‹personal› and does not serialise.
/// [`Personal::expose`] is called in stores, pages and named exports only.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// Wraps a datum.
    pub const fn new(value: T) -> Self {
        Self(value)
    }
    /// The datum, to store it, to show it to somebody who may see it, or to export it.
    pub const fn expose(&self) -> &T {
        &self.0
    }
    /// The datum, by value.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Personal<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}
