//! A commune, in the look-up list « communes ».

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{no_settings, referential::Referential};
use crate::FieldType;

/// A commune, kept with its INSEE code as identifier.
pub(super) fn load(settings: Map<String, Json>) -> Result<Arc<dyn FieldType>, String> {
    no_settings(&settings)?;
    Ok(Arc::new(Referential::of("communes")))
}
