//! Adding a record.

use kernel::setting::{Named, Setting, Shape};
use std::collections::BTreeMap;

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{
    Effect,
    check::Check,
    effects::{Emit, arguments},
};

/// What authors call it.
pub(super) const LABEL: &str = "Créer une fiche";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("record", "Liste", Shape::Named(Named::Referential)).required(),
    Setting::new("values", "Contenu de la fiche", Shape::Expressions).required(),
];

/// Adds a record, made from the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRecord {
    /// The kind of record.
    pub record: Slug,
    /// Its fields: expressions by name.
    pub values: BTreeMap<String, String>,
}

impl CreateRecord {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let (record, values) = (self.record.clone(), arguments::compile("values", &self.values, check)?);
        Some(Box::new(move |moment| vec![Effect::CreateRecord { record: record.clone(), values: arguments::eval(&values, moment) }]))
    }
}
