//! Calling a connector, by the outbox.

use kernel::setting::{Named, Setting, Shape};
use std::collections::BTreeMap;

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{
    CallFailure, Effect,
    check::Check,
    effects::{Emit, arguments},
};

/// What authors call it.
pub(super) const LABEL: &str = "Appeler un autre logiciel";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("connector", "Connecteur", Shape::Named(Named::Connector)).required(),
    Setting::new("arguments", "Ce qui est envoyé", Shape::Expressions)
        .hint("Sans rien ici, toutes les réponses partent. Un point range dans un objet\u{a0}: «\u{a0}demandeur.nom\u{a0}»."),
    Setting::new("answer", "Ce qui est lu dans la réponse", Shape::DataPaths)
        .hint("Une donnée du service, et l’endroit où elle se trouve\u{a0}: «\u{a0}dossier.numero\u{a0}»."),
    Setting::new("on_success", "Quand le logiciel a répondu", Shape::Named(Named::Transition)),
    Setting::new("on_failure", "Si l’appel échoue", Shape::Named(Named::Transition))
        .hint("Sans action, la demande est bloquée et un agent décide."),
    Setting::new("on_unreachable", "Si le logiciel ne répond pas", Shape::Named(Named::Transition)),
    Setting::new("on_refused", "Si le logiciel refuse", Shape::Named(Named::Transition)),
    Setting::new("on_failing", "Si le logiciel est en panne", Shape::Named(Named::Transition)),
    Setting::new("on_unreadable", "Si la réponse est illisible", Shape::Named(Named::Transition)),
    Setting::new("on_mismatch", "Si la réponse n’a pas ce qui est lu", Shape::Named(Named::Transition)),
];

/// Calls a web service, by a connector that the instance binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallConnector {
    /// Its logical name.
    pub connector: Slug,
    /// What is sent: expressions by name; every answer when there is none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// What is read in the answer: paths by datum.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answer: BTreeMap<Slug, String>,
    /// The transition to follow once it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_success: Option<Slug>,
    /// The transition to follow if the call fails for good, however it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<Slug>,
    /// The same when nobody answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_unreachable: Option<Slug>,
    /// The same when what is sent is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_refused: Option<Slug>,
    /// The same when the other program is out of order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_failing: Option<Slug>,
    /// The same when the answer is no JSON document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_unreadable: Option<Slug>,
    /// The same when the answer has not what is read in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_mismatch: Option<Slug>,
}

impl CallConnector {
    /// A call that sends this, reads nothing and leads nowhere.
    pub const fn new(connector: Slug, arguments: BTreeMap<String, String>) -> Self {
        Self {
            connector,
            arguments,
            answer: BTreeMap::new(),
            on_success: None,
            on_failure: None,
            on_unreachable: None,
            on_refused: None,
            on_failing: None,
            on_unreadable: None,
            on_mismatch: None,
        }
    }

    /// The transitions that it may follow, with the settings that name them.
    pub fn ways(&self) -> impl Iterator<Item = (&'static str, &Slug)> {
        let ways = [
            ("on_success", &self.on_success),
            ("on_failure", &self.on_failure),
            ("on_unreachable", &self.on_unreachable),
            ("on_refused", &self.on_refused),
            ("on_failing", &self.on_failing),
            ("on_unreadable", &self.on_unreadable),
            ("on_mismatch", &self.on_mismatch),
        ];
        ways.into_iter().filter_map(|(name, way)| Some((name, way.as_ref()?)))
    }

    /// The transition meant for each way to fail.
    fn failures(&self) -> BTreeMap<CallFailure, Slug> {
        let own = |failure| match failure {
            CallFailure::Unbound => None,
            CallFailure::Unreachable => self.on_unreachable.clone(),
            CallFailure::Refused => self.on_refused.clone(),
            CallFailure::Failing => self.on_failing.clone(),
            CallFailure::Unreadable => self.on_unreadable.clone(),
            CallFailure::Mismatch => self.on_mismatch.clone(),
        };
        let meant = |failure| own(failure).or_else(|| self.on_failure.clone());
        CallFailure::ALL.into_iter().filter_map(|(failure, _)| Some((failure, meant(failure)?))).collect()
    }

    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        let arguments = arguments::compile("arguments", &self.arguments, check);
        check.at("answer", |check| self.check_answer(check));
        check.connector(&self.connector)?;
        for (name, transition) in self.ways() {
            check.transition(name, transition)?;
        }
        let (call, failures, arguments) = (self.clone(), self.failures(), arguments?);
        Some(Box::new(move |moment| {
            vec![Effect::CallConnector {
                connector: call.connector.clone(),
                arguments: arguments::eval(&arguments, moment),
                answer: call.answer.clone(),
                on_success: call.on_success.clone(),
                on_failure: failures.clone(),
            }]
        }))
    }

    fn check_answer(&self, check: &mut Check<'_>) {
        for (datum, path) in &self.answer {
            check.at(datum, |check| check.data(datum));
            if path.is_empty() || path.split('.').any(str::is_empty) {
                check.error(datum.as_str(), "Dites où se trouve cette donnée. Exemple\u{a0}: «\u{a0}dossier.numero\u{a0}».");
            }
        }
    }
}
