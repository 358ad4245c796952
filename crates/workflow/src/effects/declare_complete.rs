//! Saying that nothing is missing (CRPA L114-5).

use kernel::setting::Setting;
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Dire la demande complète";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[];

/// Says that all required pieces have arrived (CRPA L114-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclareComplete {}

impl DeclareComplete {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        Some(Box::new(|_| vec![Effect::DeclareComplete]))
    }
}
