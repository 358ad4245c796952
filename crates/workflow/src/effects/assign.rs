//! Giving the case to an agent, or back to her team.

use kernel::setting::{Setting, Shape};
use serde::{Deserialize, Serialize};

use crate::{Actor, Effect, check::Check, effects::Emit};

/// What authors call it.
pub(super) const LABEL: &str = "Donner la demande à quelqu’un";
/// What an author can set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::new("to", "À qui", Shape::OneOf(&[("actor", "À l’agent qui agit"), ("nobody", "À personne")])).required(),
];

/// Gives the case to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// To whom.
    pub to: Assignee,
}

/// Who gets a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// The agent who acts; no change when it is the citizen or nobody.
    Actor,
    /// Nobody: whoever of the team is free.
    Nobody,
}

impl Assign {
    pub(super) fn compile(&self, _: &mut Check<'_>) -> Option<Emit> {
        Some(match self.to {
            Assignee::Nobody => Box::new(|_| vec![Effect::Assign { agent: None }]),
            Assignee::Actor => Box::new(|moment| match moment.actor {
                Some(Actor::Agent { id, .. }) => vec![Effect::Assign { agent: Some(id.clone()) }],
                Some(Actor::Citizen) | None => vec![],
            }),
        })
    }
}
