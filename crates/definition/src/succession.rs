//! One version of a definition after another: what becomes of the requests that
//! are under way. What each of them answered is carried by [`forms::carried`],
//! where it stands by [`workflow::carry`].

mod questions;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use kernel::Slug;
use workflow::{Nature, Status};

pub use questions::{QuestionChange, QuestionFate};

use crate::Compiled;

/// What changes for the requests under way.
pub struct Succession {
    /// Where a request can be before it is closed.
    pub statuses: Vec<StatusFate>,
    /// The questions that are not the same, those that are gone first.
    pub questions: Vec<QuestionFate>,
    /// Labels of the actions that are gone.
    pub actions_gone: Vec<String>,
    /// Labels of the functions that are gone.
    pub functions_gone: Vec<String>,
    /// Labels of the agents' data that are gone, or whose type changed.
    pub data_gone: Vec<String>,
}

/// What becomes of the requests of a status.
pub struct StatusFate {
    /// The status.
    pub slug: Slug,
    /// What agents read.
    pub label: String,
    /// Whether the new version has it, open as well.
    pub stays: bool,
    /// Where they can go when it does not stay: statuses of the same nature
    /// first. A move closes no request: that is decided by an agent.
    pub candidates: Vec<Candidate>,
}

/// A status of the new version.
pub struct Candidate {
    /// The status.
    pub slug: Slug,
    /// What agents read.
    pub label: String,
}

impl Succession {
    /// What changes from one version to another.
    pub fn between(from: &Compiled, to: &Compiled) -> Self {
        let (old, new) = (from.workflow().workflow(), to.workflow().workflow());
        let open = old.statuses.iter().filter(|status| status.nature != Nature::Closed);
        let actions = old.transitions.iter().filter(|one| to.workflow().transition(&one.slug).is_none());
        let functions = old.functions.iter().filter(|one| !new.functions.iter().any(|other| other.slug == one.slug));
        let data = old.data.iter().filter(|one| !new.data.iter().any(|other| (&other.slug, other.kind) == (&one.slug, one.kind)));
        Self {
            statuses: open.map(|status| StatusFate::of(status, &new.statuses)).collect(),
            questions: questions::changed(from.form(), to.form()),
            actions_gone: actions.map(|one| one.label.clone()).collect(),
            functions_gone: functions.map(|one| one.label.clone()).collect(),
            data_gone: data.map(|one| one.label.clone()).collect(),
        }
    }

    /// Where the requests of a status go, as `chosen` says for those that do not
    /// stay. `None`: nobody chose, or not among the candidates.
    pub fn destination(&self, status: &Slug, chosen: &BTreeMap<Slug, Slug>) -> Option<Slug> {
        let fate = self.statuses.iter().find(|fate| fate.slug == *status)?;
        if fate.stays {
            return Some(status.clone());
        }
        let wanted = chosen.get(status)?;
        fate.candidates.iter().find(|candidate| candidate.slug == *wanted).map(|candidate| candidate.slug.clone())
    }
}

impl StatusFate {
    fn of(status: &Status, new: &[Status]) -> Self {
        let mut open: Vec<&Status> = new.iter().filter(|other| other.nature != Nature::Closed).collect();
        open.sort_by_key(|other| other.nature != status.nature);
        Self {
            slug: status.slug.clone(),
            label: status.agent_label.clone(),
            stays: open.iter().any(|other| other.slug == status.slug),
            candidates: open.iter().map(|other| Candidate { slug: other.slug.clone(), label: other.agent_label.clone() }).collect(),
        }
    }
}
