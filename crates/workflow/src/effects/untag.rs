//! Taking a tag off.

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// Takes a tag off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Untag {
    /// Which.
    pub tag: Slug,
}

impl Untag {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        let tag = self.tag.clone();
        Some(Box::new(move |_| vec![Effect::Untag { tag: tag.clone() }]))
    }
}
