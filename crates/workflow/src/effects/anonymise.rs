//! Forgetting who asked.

use kernel::setting::Setting;
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Effacer qui a demandé";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[];

/// Forgets who asked; figures stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anonymise {}

impl Anonymise {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        Some(Box::new(|_| vec![Effect::Anonymise]))
    }
}
