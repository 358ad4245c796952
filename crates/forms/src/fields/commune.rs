//! A commune, in a look-up list: those of the territory, or those of France.

use std::sync::Arc;

use kernel::setting::{Setting, Shape};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::referential::Referential;
use crate::FieldType;

/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[Setting::new(
    "area",
    "Parmi quelles communes",
    Shape::OneOf(&[("territory", "Celles du territoire"), ("france", "Celles de France")]),
)
.hint("Celles du territoire, sans choix.")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(default)]
    area: Area,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Area {
    #[default]
    Territory,
    France,
}

/// A commune, kept with its INSEE code as identifier.
pub(super) fn load(settings: Map<String, Json>) -> Result<Arc<dyn FieldType>, String> {
    let Settings { area } = super::read_settings(settings)?;
    let list = match area {
        Area::Territory => "communes",
        Area::France => "french-communes",
    };
    Ok(Arc::new(Referential::of(list)))
}
