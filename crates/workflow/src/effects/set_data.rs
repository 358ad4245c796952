//! Recording a datum of the agents.

use kernel::setting::{Named, Setting, Shape};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, Private, check::Check, effects::Emit, json};

/// What authors call it.
pub(super) const LABEL: &str = "Noter une donnée du service";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("slug", "Donnée", Shape::Named(Named::Datum)).required(),
    Setting::new("value", "Valeur", Shape::Expression).required(),
];

/// Sets a datum of the agents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetData {
    /// Which.
    pub slug: Slug,
    /// Expression of its value.
    pub value: String,
}

impl SetData {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let kind = check.data(&self.slug)?;
        let value = check.expression_of("value", &self.value, &kind.as_type())?;
        let slug = self.slug.clone();
        Some(Box::new(move |moment| vec![Effect::SetData { slug: slug.clone(), value: Private(json::write(moment.eval(&value))) }]))
    }
}
