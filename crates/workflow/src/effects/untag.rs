//! Taking a tag off.

use kernel::setting::{Named, Setting, Shape};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Ôter une étiquette";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("tag", "Étiquette", Shape::Named(Named::Tag)).required(),
];

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
