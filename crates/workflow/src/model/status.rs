//! Statuses.

use kernel::Slug;
use serde::{Deserialize, Serialize};

/// A state of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Its stable name.
    pub slug: Slug,
    /// What the citizen reads.
    pub citizen_label: String,
    /// What agents read.
    pub agent_label: String,
    /// What kind of state it is.
    pub nature: Nature,
    /// How the case ended; closed statuses only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// What kind of state a status is: what lists, figures and clocks look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Received, nobody has taken it yet.
    Filed,
    /// Being processed.
    InProgress,
    /// The citizen must answer; the legal clock may stop.
    Waiting,
    /// Over.
    Closed,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// What was asked is granted.
    Accepted,
    /// It is refused.
    Refused,
    /// The work is done (no decision was asked for).
    Done,
    /// The citizen gave up, or the case was dropped.
    Withdrawn,
}
