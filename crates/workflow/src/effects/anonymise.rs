//! Forgetting who asked.

use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// Forgets who asked; figures stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anonymise {}

impl Anonymise {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        Some(Box::new(|_| vec![Effect::Anonymise]))
    }
}
