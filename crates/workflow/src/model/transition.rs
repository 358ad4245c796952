//! Transitions: what somebody can do to a case. Input forms and effects hang
//! here, never on entering a status.

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::GuardedEffect;

/// The destination that keeps the case in its status.
pub const SAME: &str = "same";
/// The author of a move who is the citizen herself.
pub const CITIZEN: &str = "citizen";

/// A step from one status to another, or staying in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Its stable name.
    pub slug: Slug,
    /// The statuses where it is offered.
    pub from: Vec<Slug>,
    /// The status it leads to, or [`SAME`].
    pub to: Slug,
    /// Who may do it: functions, or [`CITIZEN`]. Nobody: automations only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Slug>,
    /// The words of the button.
    pub label: String,
    /// What it does, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Expression that must hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The input form that its author fills in (a name among the definition's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Slug>,
    /// The question asked before doing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<String>,
    /// How the button looks.
    #[serde(default, skip_serializing_if = "Tone::is_neutral")]
    pub tone: Tone,
    /// What it does besides changing the status, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<GuardedEffect>,
}

/// How a button looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// One choice among others.
    #[default]
    Neutral,
    /// The usual next step.
    Primary,
    /// A step with heavy consequences.
    Danger,
}

impl Tone {
    fn is_neutral(&self) -> bool {
        *self == Self::Neutral
    }
}

impl Transition {
    /// Whether it keeps the case in its status.
    pub fn stays(&self) -> bool {
        self.to == SAME
    }
}
