//! What is wrong with a form, told to its author.

use std::fmt;

/// A fault in a form. The form cannot be published with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where: `pages.identite.fields.nom.condition`.
    pub path: String,
    /// What, in French, naming the page and the question.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}
