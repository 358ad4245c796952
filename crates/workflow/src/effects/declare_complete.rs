//! Saying that nothing is missing (CRPA L114-5).

use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// Says that all required pieces have arrived (CRPA L114-5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclareComplete {}

impl DeclareComplete {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        Some(Box::new(|_| vec![Effect::DeclareComplete]))
    }
}
