//! Writing in the journal.

use kernel::setting::{Setting, Shape};
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Écrire dans l’historique";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("text", "Texte", Shape::Text).required(),
    Setting::new("visible", "L’usager peut le lire", Shape::YesNo),
];

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
