//! Asking the citizen for what is missing.

use kernel::setting::{Setting, Shape};
use expr::{Expr, Type, Value};
use serde::{Deserialize, Serialize};

use crate::{Effect, check::Check, effects::Emit, moment::Moment};

/// What authors call it.
pub(super) const LABEL: &str = "Demander ce qui manque";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("items", "Ce qui manque, toujours le même", Shape::Texts),
    Setting::new("from", "Ce qui manque, dit par l’agent", Shape::Input).hint("Sa réponse à une question du formulaire de l’action."),
    Setting::new("days", "Jours pour répondre", Shape::Count(1, 366)),
];

/// Asks the citizen for what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestCompletion {
    /// What, always the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What, chosen or typed by the agent: an expression that gives a text or a list of texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Days she has to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

impl RequestCompletion {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        if self.items.is_empty() && self.from.is_none() {
            check.error("items", "Dites ce qui est demandé.");
            return None;
        }
        let from = match &self.from {
            Some(source) => Some(check.expression("from", source)?),
            None => None,
        };
        if from.as_ref().is_some_and(|expr| *expr.result() != Type::Text && *expr.result() != Type::list(Type::Text)) {
            check.error("from", "Il faut un texte ou une liste de textes.");
            return None;
        }
        let (fixed, days) = (self.items.clone(), self.days);
        Some(Box::new(move |moment| {
            let items = fixed.iter().cloned().chain(chosen(from.as_ref(), moment)).collect();
            vec![Effect::RequestCompletion { items, days }]
        }))
    }
}

/// A text gives one item per line.
fn chosen(from: Option<&Expr>, moment: &Moment<'_>) -> Vec<String> {
    match from.map(|expr| moment.eval(expr)) {
        Some(Value::Text(text)) => text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        Some(Value::List(items)) => items.into_iter().filter_map(|item| if let Value::Text(text) = item { Some(text) } else { None }).collect(),
        _ => vec![],
    }
}
