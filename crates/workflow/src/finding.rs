//! What a check has to say about a document.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something wrong, or to be improved, in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Where: keys and slugs from the root, joined by dots.
    pub path: String,
    /// What, and what to do, in French.
    pub message: String,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It would be better otherwise.
    Advice,
    /// It is probably a mistake.
    Warning,
    /// It cannot be published.
    Error,
}

impl Finding {
    /// A finding that forbids publishing.
    pub fn error(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, path: path.into(), message: message.into() }
    }

    /// A probable mistake.
    pub fn warning(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, path: path.into(), message: message.into() }
    }

    /// A piece of advice.
    pub fn advice(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Advice, path: path.into(), message: message.into() }
    }

    /// Whether it forbids publishing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}: {}", self.path, self.message)
    }
}
