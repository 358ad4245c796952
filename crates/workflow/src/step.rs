//! The result of anything that happens to a case.

use std::collections::BTreeSet;

use expr::Values;
use jiff::Timestamp;
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{Effect, State};

/// What happened: the new state and all there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The new state, one version later.
    pub state: State,
    /// The transitions taken, in order: the asked one, then automatic ones.
    pub taken: Vec<Taken>,
    /// What to do, in order.
    pub effects: Vec<Effect>,
    /// What is not done, because its condition did not hold.
    pub skipped: Vec<Skipped>,
}

/// A transition that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Which.
    pub transition: Slug,
    /// The status before.
    pub from: Slug,
    /// The status after.
    pub to: Slug,
}

/// An effect that was not done: where it stands in the workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The transition that has it; filing when absent.
    pub of: Option<Slug>,
    /// Its rank among the effects there.
    pub at: usize,
}

/// An automation that will fire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// The automation.
    pub automation: Slug,
    /// When.
    pub due: Timestamp,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The citizen whose case it is.
    Citizen,
    /// An agent.
    Agent {
        /// Who, for assignments: opaque here.
        id: String,
        /// Her functions in this case's instance.
        functions: BTreeSet<Slug>,
    },
}

/// What somebody wants to do.
#[derive(Clone)]
pub struct Move {
    /// The transition.
    pub transition: Slug,
    /// Who.
    pub actor: Actor,
    /// What the input form gave, checked.
    pub input: Values,
    /// The version on the actor's screen.
    pub seen_version: i64,
}

/// Why a move is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Something happened since the actor's screen was made.
    StaleVersion {
        /// The version on the actor's screen.
        seen: i64,
        /// The version now.
        current: i64,
    },
    /// This actor cannot do this, in this status.
    NotAvailable,
    /// Its condition does not hold.
    ConditionFalse,
}
