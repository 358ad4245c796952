//! Changing how urgent the case is.

use serde::{Deserialize, Serialize};

use crate::{Effect, Priority, check::Check, effects::Emit};

/// Sets the priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPriority {
    /// The new one.
    pub level: Priority,
}

impl SetPriority {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        let level = self.level;
        Some(Box::new(move |_| vec![Effect::SetPriority { level }]))
    }
}
