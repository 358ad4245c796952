//! Where a case stands: what is kept between two steps.

use std::collections::{BTreeMap, BTreeSet};

use expr::Values;
use jiff::{Timestamp, civil::Date};
use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{LegalClock, Opinions, Period, Private};

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its status.
    pub status: Slug,
    /// When it entered it.
    pub entered_at: Timestamp,
    /// How many steps it has taken, filing included; the first is 1.
    pub version: i64,
    /// What agents and effects recorded.
    pub data: BTreeMap<Slug, Private>,
    /// Its tags.
    pub tags: BTreeSet<Slug>,
    /// Its priority.
    pub priority: Priority,
    /// The team that holds it, by its logical name.
    pub team: Option<Slug>,
    /// The agent who holds it.
    pub assignee: Option<String>,
    /// Since when it waits for the citizen.
    pub waiting_since: Option<Timestamp>,
    /// Automations already fired since it entered its status; each fires once.
    pub fired: BTreeSet<Slug>,
    /// The date for which each automation that waits for one last worked: it works
    /// again for another, later or nearer. A day is its first instant in Paris.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reminded: BTreeMap<Slug, Timestamp>,
    /// The opinions asked on it.
    #[serde(default, skip_serializing_if = "Opinions::is_empty")]
    pub opinions: Opinions,
    /// Its legal clock.
    pub clock: ClockState,
}

/// How urgent a case is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// It can wait.
    Low,
    /// As it comes.
    #[default]
    Normal,
    /// First.
    High,
}

/// The legal clock of a case. Days are days in Paris.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockState {
    /// The day the citizen last gave something that was required.
    pub received: Date,
    /// The first day; none while it has not started.
    pub started: Option<Date>,
    /// The times it was stopped.
    pub suspensions: Vec<Suspension>,
    /// By how much it was made longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Period>,
    /// The last day; none while it is stopped or has not started.
    pub due: Option<Date>,
    /// The delay that was promised, when the version that the case follows now
    /// says another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<LegalClock>,
}

/// A time during which the legal clock is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Its first day.
    pub from: Date,
    /// The day the clock runs again.
    pub to: Option<Date>,
}

/// All that a step looks at: the answers and the state.
#[derive(Clone)]
pub struct Snapshot {
    /// The citizen's answers, as expressions see them.
    pub answers: Values,
    /// Where the case stands.
    pub state: State,
}
