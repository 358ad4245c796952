//! Calling a connector, by the outbox.

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
pub(super) const LABEL: &str = "Appeler un autre logiciel";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("connector", "Connecteur", Shape::Named(Named::Connector)).required(),
    Setting::new("arguments", "Ce qui est envoyé", Shape::Expressions),
    Setting::new("on_failure", "Si l’appel échoue", Shape::Named(Named::Transition)),
];

/// Calls a web service, by a connector that the instance binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallConnector {
    /// Its logical name.
    pub connector: Slug,
    /// What is sent: expressions by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// The transition to follow if the call fails for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<Slug>,
}

impl CallConnector {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let arguments = arguments::compile("arguments", &self.arguments, check);
        check.connector(&self.connector)?;
        if let Some(transition) = &self.on_failure {
            check.transition("on_failure", transition)?;
        }
        let (connector, on_failure, arguments) = (self.connector.clone(), self.on_failure.clone(), arguments?);
        Some(Box::new(move |moment| {
            let arguments = arguments::eval(&arguments, moment);
            vec![Effect::CallConnector { connector: connector.clone(), arguments, on_failure: on_failure.clone() }]
        }))
    }
}
