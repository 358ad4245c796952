//! Filing another case in the same citizen’s name.

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
pub(super) const LABEL: &str = "Ouvrir une autre demande";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("teleservice", "Démarche", Shape::Named(Named::Teleservice)).required(),
    Setting::new("answers", "Réponses reprises", Shape::Expressions),
];

/// Files another case in the same citizen's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartCase {
    /// Of which téléservice.
    pub teleservice: Slug,
    /// Its first answers: expressions by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
}

impl StartCase {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let (teleservice, answers) = (self.teleservice.clone(), arguments::compile("answers", &self.answers, check)?);
        Some(Box::new(move |moment| vec![Effect::StartCase { teleservice: teleservice.clone(), answers: arguments::eval(&answers, moment) }]))
    }
}
