//! A country, in the look-up list « countries ».

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{no_settings, referential::Referential};
use crate::FieldType;

/// A country, kept with its ISO 3166-1 code as identifier.
pub(super) fn load(settings: Map<String, Json>) -> Result<Arc<dyn FieldType>, String> {
    no_settings(&settings)?;
    Ok(Arc::new(Referential::of("countries")))
}
