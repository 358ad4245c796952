//! Making a document from a template.

use kernel::setting::{Named, Setting, Shape};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Produire un document";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("template", "Document", Shape::Named(Named::Document)).required(),
    Setting::new("share", "L’usager peut le voir", Shape::YesNo),
];

/// Makes a document from a template and joins it to the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its template.
    pub template: Slug,
    /// Whether the citizen may see it.
    #[serde(default)]
    pub share: bool,
}

impl Document {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        check.document("template", &self.template)?;
        let (template, share) = (self.template.clone(), self.share);
        Some(Box::new(move |_| vec![Effect::Document { template: template.clone(), share }]))
    }
}
