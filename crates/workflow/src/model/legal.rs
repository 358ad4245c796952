//! The delay after which silence is a decision (Code des relations entre le
//! public et l'administration, articles L231-1 to L231-6 and L114-5).

use serde::{Deserialize, Serialize};

/// The legal clock of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalClock {
    /// What silence means at its end.
    pub rule: Silence,
    /// How long it runs.
    pub duration: Period,
    /// When it starts.
    pub start: ClockStart,
    /// Whether it stops in statuses that wait for the citizen.
    #[serde(default)]
    pub suspended_while_waiting: bool,
}

/// What the administration's silence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Silence {
    /// Silence vaut acceptation (CRPA L231-1).
    #[serde(rename = "sva")]
    Acceptance,
    /// Silence vaut rejet (CRPA L231-4).
    #[serde(rename = "svr")]
    Rejection,
    /// Nothing: the delay is a promise of service.
    #[serde(rename = "none")]
    Nothing,
}

/// A legal duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Months, from a day to the same day.
    Months(u32),
    /// Calendar days.
    Days(u32),
    /// Working days.
    WorkingDays(u32),
}

/// When the legal clock starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStart {
    /// When the request arrives (CRPA L114-3).
    Filing,
    /// When all required pieces have arrived (CRPA L114-5); an effect
    /// `declare_complete` says so.
    Completeness,
}
