//! Parameters, as they came.

use crate::model::{reason, reason::Reason};

/// The parameters, in order.
pub(super) struct Pairs<'a>(pub(super) &'a [(String, String)]);

/// A parameter came more than once.
pub(super) struct Repeated;

impl<'a> Pairs<'a> {
    /// The value of a parameter; one without value counts as absent (RFC 6749 §3.1).
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }
    pub(super) fn single(&self, name: &str) -> Result<Option<&'a str>, Repeated> {
        if self.0.iter().filter(|(known, _)| known == name).count() > 1 { Err(Repeated) } else { Ok(self.get(name)) }
    }
    /// RFC 6749 §3.1: parameters must not come twice.
    pub(super) fn no_repetition(&self) -> Result<(), &'static Reason> {
        let names: std::collections::BTreeSet<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() == self.0.len() { Ok(()) } else { Err(&reason::REPEATED) }
    }
}
