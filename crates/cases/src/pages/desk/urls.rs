//! The addresses of the desk, in one place.

use db::{InstanceKey, Stage};
use kernel::{
    Id, Slug,
    id::{AgentId, AttachmentId, CaseId},
};

use uuid::Uuid;

use super::done::Done;
use crate::store::stops::Stop;

/// Where administrators write the téléservices of an instance.
pub(super) fn studio(instance: &InstanceKey) -> String {
    format!("/{instance}/atelier")
}

/// The queue of an instance; `query` without its question mark.
pub(super) fn queue(instance: &InstanceKey, query: &str) -> String {
    if query.is_empty() { format!("/{instance}") } else { format!("/{instance}?{query}") }
}

/// Where the next case to process opens.
pub(super) fn next(instance: &InstanceKey) -> String {
    format!("/{instance}/suivante")
}

/// Agents, teams, who does what.
pub(super) fn team(instance: &InstanceKey) -> String {
    format!("/{instance}/equipe")
}

/// How a team is reached, and when.
pub(super) fn contact(instance: &InstanceKey, team: &Slug) -> String {
    format!("/{instance}/equipe/{team}")
}

/// On which telephone an agent receives text messages.
pub(super) fn mobile(instance: &InstanceKey, agent: AgentId) -> String {
    format!("/{instance}/agents/{agent}/telephone")
}

/// A case.
pub(super) fn case(instance: &InstanceKey, case: CaseId) -> String {
    format!("/{instance}/demandes/{case}")
}

/// A case, after something was done to it.
pub(super) fn case_after(instance: &InstanceKey, case: CaseId, done: Done) -> String {
    format!("/{instance}/demandes/{case}?fait={}", done.as_str())
}

/// Something to do on a case: `ecrire`, `note`…
pub(super) fn act(instance: &InstanceKey, case: CaseId, what: &str) -> String {
    format!("/{instance}/demandes/{case}/{what}")
}

/// The opinions that wait for an agent, after something was done.
pub(super) fn opinions_after(instance: &InstanceKey, done: Done) -> String {
    format!("{}?fait={}", opinions(instance), done.as_str())
}

/// The opinions that wait for an agent.
pub(super) fn opinions(instance: &InstanceKey) -> String {
    format!("/{instance}/avis")
}

/// An opinion asked on a case.
pub(super) fn opinion(instance: &InstanceKey, case: CaseId, opinion: Uuid) -> String {
    format!("/{instance}/demandes/{case}/avis/{opinion}")
}

/// A transition of a case's workflow.
pub(super) fn action(instance: &InstanceKey, case: CaseId, transition: &Slug) -> String {
    format!("/{instance}/demandes/{case}/actions/{transition}")
}

/// Something that could not be done on a case.
pub(super) fn stop(instance: &InstanceKey, case: CaseId, stop: Id<Stop>) -> String {
    format!("/{instance}/demandes/{case}/blocages/{stop}")
}

/// A file of a case.
pub(super) fn piece(instance: &InstanceKey, case: CaseId, piece: AttachmentId) -> String {
    format!("/{instance}/demandes/{case}/pieces/{piece}")
}

/// A téléservice, as citizens open it on the portal.
pub(super) fn public(instance: &InstanceKey, teleservice: &Slug) -> String {
    match instance.stage {
        Stage::Production => format!("/{}/{teleservice}", instance.authority),
        Stage::Test => format!("/{instance}/{teleservice}"),
    }
}
