//! Asking somebody else for an opinion.

use kernel::{
    Slug,
    setting::{Named, Setting, Shape},
};
use serde::{Deserialize, Serialize};

use crate::{
    Effect,
    check::Check,
    effects::{Emit, said::Said},
};

/// What authors call it.
pub(super) const LABEL: &str = "Demander un avis";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("function", "À qui", Shape::Named(Named::Function)).required(),
    Setting::new("question", "La question, toujours la même", Shape::LongText),
    Setting::new("from", "La question, dite par l’agent", Shape::Input).hint("Sa réponse à une question du formulaire de l’action."),
    Setting::new("days", "Jours pour répondre", Shape::Count(1, 366)),
];

/// Asked when the author and the agent said nothing more.
const USUAL: &str = "Quel est votre avis sur cette demande\u{a0}?";

/// Asks whoever bears a function for an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestOpinion {
    /// Whose.
    pub function: Slug,
    /// What is asked, always the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What is asked, typed by the agent: an expression of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Days to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

impl RequestOpinion {
    pub(super) fn compile(&self, check: &mut Check<'_>) -> Option<Emit> {
        check.function("function", &self.function)?;
        let said = Said::compile(self.question.as_ref(), self.from.as_ref(), check)?;
        let (function, days) = (self.function.clone(), self.days);
        Some(Box::new(move |moment| {
            let question = Some(said.text(moment)).filter(|text| !text.is_empty()).unwrap_or_else(|| USUAL.to_owned());
            vec![Effect::RequestOpinion { function: function.clone(), question, days }]
        }))
    }
}
