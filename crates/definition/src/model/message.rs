//! Messages.

use serde::{Deserialize, Serialize};

/// A message: texts with `{{ … }}` and `{% if … %}` (minijinja).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageTemplate {
    /// Its subject, which names nobody: it is read on locked screens.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// The same in one text message; the subject and the link when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<String>,
}
