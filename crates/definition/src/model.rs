//! What an author writes: form, workflow, settings, texts and tests, together.

mod document;
mod message;
mod settings;
mod trial;

use std::collections::BTreeMap;

use forms::{Field, Form};
use kernel::Slug;
use serde::{Deserialize, Serialize};
use workflow::Workflow;

pub use document::{Block, DocumentTemplate, Row};
pub use message::MessageTemplate;
pub use settings::{Audience, Competence, Opening, Processing, Settings, SignIn};
pub use trial::{Advance, AnswerCall, AnswerCompletion, Expect, ExpectError, FailCall, Fill, GiveOpinion, Press, Send, Test, TestStep};

/// The version of the format that this program reads and writes.
pub const SCHEMA_VERSION: u32 = 1;

/// A téléservice: the whole of it, as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The version of this format: [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Its stable name, the last part of its address.
    pub slug: Slug,
    /// Its title: what one asks for, beginning with a verb.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub summary: String,
    /// Everything about it that is neither asked nor processed.
    pub settings: Settings,
    /// What the citizen fills in.
    pub form: Form,
    /// What transitions ask of those who take them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<Slug, Vec<Field>>,
    /// What becomes of a case.
    pub workflow: Workflow,
    /// The connectors that effects call, under logical names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub connectors: Vec<Connector>,
    /// The messages that effects send.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub messages: BTreeMap<Slug, MessageTemplate>,
    /// The documents that effects make.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub documents: BTreeMap<Slug, DocumentTemplate>,
    /// The tests without which it is not published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<Test>,
}

/// A web service that effects may call; each instance binds it to a real one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connector {
    /// Its logical name.
    pub slug: Slug,
    /// What it is for, as whoever binds it reads it.
    pub label: String,
}
