//! Writing in the journal.

use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// Writes a line in the case's journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    /// The words.
    pub text: String,
    /// Whether the citizen reads it too.
    #[serde(default)]
    pub visible: bool,
}

impl Journal {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        if self.text.trim().is_empty() {
            check.error("text", "Écrivez le texte de la ligne de journal.");
            return None;
        }
        let (text, visible) = (self.text.clone(), self.visible);
        Some(Box::new(move |_| vec![Effect::Journal { text: text.clone(), visible }]))
    }
}
