//! Changing a record.

use std::collections::BTreeMap;

use expr::{Type, Value};
use kernel::Slug;
use kernel::setting::{Named, Setting, Shape};
use serde::{Deserialize, Serialize};

use crate::{
    Effect,
    check::Check,
    effects::{Emit, arguments},
};

/// What authors call it.
pub(super) const LABEL: &str = "Modifier une fiche";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("record", "Liste", Shape::Named(Named::Referential)).required(),
    Setting::new("key", "La clé de la fiche", Shape::Expression)
        .hint("Un calcul qui donne un texte. Sans clé\u{a0}: les fiches que cette demande a créées."),
    Setting::new("values", "Ce qui change", Shape::Expressions).hint("«\u{a0}label\u{a0}» est le libellé. Les autres noms sont ceux des colonnes.").required(),
];

/// Changes the records that the case wrote in a list, or the one of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpdateRecord {
    /// The kind of record.
    pub record: Slug,
    /// Which: an expression of its key; those that this case wrote when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What changes: `label`, `parent` and columns, expressions by name.
    pub values: BTreeMap<String, String>,
}

const NO_KEY: &str = "Aucune fiche n’est modifiée\u{a0}: la demande ne dit pas laquelle.";

impl UpdateRecord {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        if self.values.contains_key("key") {
            check.error("values", "La clé d’une fiche ne change pas. Dites-la à part.");
            return None;
        }
        let key = match &self.key {
            Some(source) => Some(check.expression_of("key", source, &Type::Text)?),
            None => None,
        };
        let (record, values) = (self.record.clone(), arguments::compile("values", &self.values, check)?);
        Some(Box::new(move |moment| {
            let key = match key.as_ref().map(|key| moment.eval(key)) {
                None => None,
                Some(Value::Text(key)) if !key.trim().is_empty() => Some(key.trim().to_owned()),
                Some(_) => return vec![Effect::Journal { text: NO_KEY.to_owned(), visible: false }],
            };
            vec![Effect::UpdateRecord { record: record.clone(), key, values: arguments::eval(&values, moment) }]
        }))
    }
}
