//! Recording a datum of the agents.

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, Private, check::Check, effects::Emit, json};

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
