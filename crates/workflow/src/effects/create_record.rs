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
    Setting::new("values", "Contenu de la fiche", Shape::Expressions)
        .hint("«\u{a0}key\u{a0}» est la clé, «\u{a0}label\u{a0}» le libellé, «\u{a0}parent\u{a0}» la fiche dont elle dépend. Les autres noms sont ceux des colonnes.")
        .required(),
];

/// Adds a record, made from the case, or changes the one that has its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRecord {
    /// The kind of record.
    pub record: Slug,
    /// Its `key`, `label` and `parent`, and its columns: expressions by name.
    pub values: BTreeMap<String, String>,
}

impl CreateRecord {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let (record, values) = (self.record.clone(), arguments::compile("values", &self.values, check)?);
        Some(Box::new(move |moment| vec![Effect::CreateRecord { record: record.clone(), values: arguments::eval(&values, moment) }]))
    }
}
