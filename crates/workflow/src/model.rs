//! What an author writes: functions, statuses, transitions, automations, the
//! legal clock and the agents' data. Plain data, no rule.

mod automation;
mod guarded;
mod legal;
mod status;
mod transition;

use kernel::Slug;
use serde::{Deserialize, Serialize};

pub use automation::{Automation, Delay, Event};
pub use guarded::GuardedEffect;
pub use legal::{ClockStart, LegalClock, Period, Silence};
pub use status::{Nature, Outcome, Status};
pub use transition::{CITIZEN, SAME, Tone, Transition};

use crate::EffectSpec;

/// The life of a case, from its filing to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workflow {
    /// Who acts, under logical names; a binding per instance says which teams they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Function>,
    /// The states of a case that somebody can see.
    pub statuses: Vec<Status>,
    /// The status of a case just filed.
    pub initial: Slug,
    /// What filing does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_filed: Vec<GuardedEffect>,
    /// What people (and automations) can do to a case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transitions: Vec<Transition>,
    /// What happens by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub automations: Vec<Automation>,
    /// The delay after which silence is a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_clock: Option<LegalClock>,
    /// What agents record, beside the citizen's answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<DataField>,
}

impl Workflow {
    /// All effects, wherever they stand and whatever they depend on.
    pub fn effects(&self) -> impl Iterator<Item = &EffectSpec> {
        let all = self.on_filed.iter().chain(self.transitions.iter().flat_map(|transition| &transition.effects));
        all.map(|guarded| &guarded.effect)
    }
}

/// Somebody's part in the processing: « instructeur », « régisseur ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Its stable name.
    pub slug: Slug,
    /// What agents read.
    pub label: String,
}

/// A datum that agents or effects fill in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataField {
    /// Its stable name; expressions read it by `data.` and this name.
    pub slug: Slug,
    /// What agents read.
    pub label: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: DataType,
}

/// What a datum of the agents can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataType {
    /// A text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
}

impl DataType {
    /// Its type in expressions.
    pub fn as_type(self) -> expr::Type {
        match self {
            Self::Text => expr::Type::Text,
            Self::Number => expr::Type::Decimal,
            Self::Boolean => expr::Type::Bool,
            Self::Date => expr::Type::Date,
        }
    }
}
