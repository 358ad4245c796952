//! Changing how urgent the case is.

use kernel::setting::{Setting, Shape};
use serde::{Deserialize, Serialize};

use crate::{Effect, Priority, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Changer l’urgence";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("level", "Urgence", Shape::OneOf(&[("low", "Basse"), ("normal", "Normale"), ("high", "Haute")])).required(),
];

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
