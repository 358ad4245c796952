//! What a step of a workflow does, as values. `cases` applies them.

use std::collections::BTreeMap;

use kernel::Slug;
use serde::{Deserialize, Serialize};

use crate::{CallFailure, Period, Priority, Private};

/// One thing to do. What the new state already holds (assignment, team, data,
/// tags, priority, completeness) is told as well, for the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// Forget who asked. In the state: no. Not undoable.
    Anonymise,
    /// The case is now this agent's, or nobody's. In the state.
    Assign {
        /// The agent, as [`crate::Actor::Agent`] names her.
        agent: Option<String>,
    },
    /// Call a connector, by the outbox.
    CallConnector {
        /// Its logical name.
        connector: Slug,
        /// What is sent; every answer when there is nothing.
        arguments: BTreeMap<String, Private>,
        /// What is read in its answer: paths by datum ([`crate::read_answer`]).
        answer: BTreeMap<Slug, String>,
        /// The transition to follow once it answered ([`crate::answered`]).
        on_success: Option<Slug>,
        /// The transition to follow for each way to fail ([`crate::follow`]).
        on_failure: BTreeMap<CallFailure, Slug>,
    },
    /// Add a record.
    CreateRecord {
        /// The kind of record.
        record: Slug,
        /// Its fields.
        values: BTreeMap<String, Private>,
    },
    /// Nothing is missing: the legal clock starts if it had not. In the state.
    DeclareComplete,
    /// Make a document and join it to the case.
    Document {
        /// Its template.
        template: Slug,
        /// Whether the citizen may see it.
        share: bool,
    },
    /// The legal delay is longer: the citizen is told why. In the state.
    ExtendDeadline {
        /// By how much.
        by: Period,
        /// Why.
        reason: String,
        /// Whether the usual letter tells it; else a message of the author does.
        letter: bool,
    },
    /// Write in the journal.
    Journal {
        /// The words, an author's.
        text: String,
        /// Whether the citizen reads it too.
        visible: bool,
    },
    /// Send a message.
    Message {
        /// To whom.
        to: Recipient,
        /// By which ways.
        channels: Vec<Channel>,
        /// Its template.
        template: Slug,
        /// Documents made and joined to it.
        attach: Vec<Slug>,
    },
    /// The priority is now this. In the state.
    SetPriority {
        /// The new one.
        level: Priority,
    },
    /// Ask the citizen for what is missing.
    RequestCompletion {
        /// What, one line each.
        items: Vec<String>,
        /// Days she has to answer (CRPA L114-5: the administration sets a delay).
        days: Option<u16>,
    },
    /// Ask whoever bears a function for an opinion. In the state: how many are awaited.
    RequestOpinion {
        /// Whose.
        function: Slug,
        /// What is asked.
        question: String,
        /// Days to answer.
        days: Option<u16>,
    },
    /// This datum is now this. In the state.
    SetData {
        /// The datum.
        slug: Slug,
        /// Its value.
        value: Private,
    },
    /// File another case, in the same citizen's name.
    StartCase {
        /// Of which téléservice.
        teleservice: Slug,
        /// Its first answers.
        answers: BTreeMap<String, Private>,
    },
    /// A tag was put. In the state.
    Tag {
        /// Which.
        tag: Slug,
    },
    /// The case is now this team's. In the state.
    TransferToTeam {
        /// Its logical name.
        team: Slug,
    },
    /// Hand the case over to another authority.
    TransferToAuthority {
        /// Its slug, computed from the case.
        authority: String,
    },
    /// A tag was taken off. In the state.
    Untag {
        /// Which.
        tag: Slug,
    },
    /// Change a record.
    UpdateRecord {
        /// The kind of record.
        record: Slug,
        /// Which; those that the case wrote when absent.
        key: Option<String>,
        /// What changes.
        values: BTreeMap<String, Private>,
    },
}

/// To whom a message goes. An address typed by the citizen stays in her
/// answers: only the field's name travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// Who asked.
    Citizen,
    /// The team that holds the case.
    Team,
    /// The agent who holds the case, her team if there is none.
    Assignee,
    /// Whoever bears a function.
    Function(Slug),
    /// The address written in this field.
    Field(Slug),
}

/// A way by which a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// In the case's thread, with a notice.
    InApp,
}
