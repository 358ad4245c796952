//! What happens by itself: after a delay, before or after a date, on an event,
//! or at once.

use kernel::Slug;
use serde::{Deserialize, Serialize};

/// A transition taken by nobody. With neither delay nor event it is looked at
/// after each step, and taken if its condition holds, once per stay in a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Automation {
    /// Its stable name.
    pub slug: Slug,
    /// The statuses where it works.
    pub in_status: Vec<Slug>,
    /// How long after `date`, or after the case entered the status when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Delay>,
    /// How long before `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Delay>,
    /// Expression of the date, or of the instant, that delays are counted from.
    /// It works once per date: when the date moves, it is planned again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The event that sets it off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Event>,
    /// Expression that must hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// The transition taken.
    pub transition: Slug,
}

impl Automation {
    /// Whether it works at once, with neither delay nor event.
    pub fn is_immediate(&self) -> bool {
        !self.is_timed() && self.on.is_none()
    }

    /// Whether it waits for a time: a delay, a date, or the end of the legal clock.
    pub fn is_timed(&self) -> bool {
        self.after.is_some() || self.before.is_some() || self.date.is_some() || self.on == Some(Event::LegalDue)
    }
}

/// A delay, counted from entering the status or from a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    /// Calendar days, at the same time of day in Paris.
    Days(u32),
    /// Hours.
    Hours(u32),
    /// Working days, at the same time of day in Paris.
    WorkingDays(u32),
    /// Hours during which the team that has the case is there; never before a date.
    WorkingHours(u32),
}

/// What can happen to a case from outside its workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Whoever was called outside (a connector, another authority) answered, at once or later.
    Answered,
    /// The citizen wrote.
    MessageReceived,
    /// The citizen gave what was asked of her.
    CompletionAnswered,
    /// An opinion that was asked is given ([`crate::opinion_given`]).
    OpinionGiven,
    /// The legal delay is over.
    LegalDue,
}
