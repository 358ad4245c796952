//! Why an edit cannot be made, told to its author.

use std::fmt;

/// An edit that means nothing on this document: what it names is gone, or what
/// it gives has no place there. The message is a French sentence for the author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditError(String);

impl EditError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// Something named by the edit is not there: `what` with its article, « La page ».
    pub(crate) fn gone(what: &str, name: impl fmt::Display) -> Self {
        Self(format!("{what} «\u{a0}{name}\u{a0}» n’existe plus. Revenez au sommaire."))
    }

    /// A rank beyond the end of a list: `what` without article, « Le message ».
    pub(crate) fn no_rank(what: &str, index: usize) -> Self {
        Self::gone(what, format_args!("n°\u{a0}{}", index.saturating_add(1)))
    }

    /// What to tell the author.
    pub fn message(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EditError {}
