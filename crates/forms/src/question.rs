//! What is kept of a question once it is compiled: its words. Its settings were
//! read by its type, its conditions and rules became expressions.

use crate::Field;

/// A question, as those who serve the form read it.
#[derive(Debug, Clone)]
pub struct Question {
    /// The stable name.
    pub slug: String,
    /// The question or the name of the thing asked.
    pub label: String,
    /// The type: a name of [`crate::FIELDS`].
    pub kind: &'static str,
    /// A line of help under the label.
    pub hint: Option<String>,
    /// The claim of the citizen's account that fills it.
    pub prefill: Option<String>,
    /// Whether agents see it in their lists.
    pub listed: bool,
    /// Whether its answers are sensitive: it is, a question inside it, or one that it is computed from.
    pub sensitive: bool,
}

impl Question {
    pub(crate) fn of(field: &Field, kind: &'static str, sensitive: bool) -> Self {
        Self {
            slug: field.slug.clone(),
            label: field.label.clone(),
            kind,
            hint: field.hint.clone(),
            prefill: field.prefill.clone(),
            listed: field.listed,
            sensitive,
        }
    }
}
