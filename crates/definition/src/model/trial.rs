//! The tests that a definition carries: somebody does something, then something
//! is expected.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Slug;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use workflow::{CallFailure, Opinion, Recipient};

/// A story, from the first page to the end of the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// What it shows, in a sentence.
    pub name: String,
    /// The day it begins, whatever the day it runs; 4 May 2026 unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_on: Option<Date>,
    /// What is done and expected, in order.
    pub steps: Vec<TestStep>,
}

/// One thing done or expected; `do` names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::large_enum_variant, reason = "a definition holds some dozens of steps, and they are not kept to serve")]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum TestStep {
    /// The citizen fills in a page and goes on.
    Fill(Fill),
    /// The page just filled in is refused because of a field.
    ExpectError(ExpectError),
    /// The citizen sends her request.
    Send(Send),
    /// Somebody takes a transition.
    Press(Press),
    /// Time passes; what was planned happens.
    Advance(Advance),
    /// The citizen gives what was asked of her.
    AnswerCompletion(AnswerCompletion),
    /// Whoever was asked for an opinion gives it.
    GiveOpinion(GiveOpinion),
    /// The program that a connector calls answers.
    AnswerCall(AnswerCall),
    /// The program that a connector calls fails for good.
    FailCall(FailCall),
    /// The case is in this state, and the last step did this.
    Expect(Expect),
}

/// A page filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fill {
    /// The page.
    pub page: String,
    /// The answers by field, as they are stored: text, number, true, "2026-05-03".
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Json>,
}

/// A refusal of the page just filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectError {
    /// The field to correct.
    pub field: String,
    /// Words of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The request is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Send {}

/// A transition taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Press {
    /// Which.
    pub transition: Slug,
    /// By whom: a function, or `citizen`.
    pub by: Slug,
    /// What is typed in its input form.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub input: BTreeMap<String, Json>,
    /// Whether it must be refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
}

/// Time that passes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// Calendar days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u16>,
    /// Hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u16>,
}

/// The citizen's answer to what was asked of her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerCompletion {}

/// An opinion that was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiveOpinion {
    /// By whom: the function that was asked.
    pub by: Slug,
    /// What it says.
    pub opinion: Opinion,
}

/// What another program answers to the oldest call that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerCall {
    /// The connector that called.
    pub connector: Slug,
    /// Its answer.
    #[serde(default, skip_serializing_if = "Json::is_null")]
    pub with: Json,
}

/// The oldest call that waits fails, after all its tries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FailCall {
    /// The connector that called.
    pub connector: Slug,
    /// In which way.
    pub how: CallFailure,
}

/// What must be true. Messages, documents, opinions and journal are those of the last
/// step; all that is written must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The status of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Slug>,
    /// A message was sent, from this template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Slug>,
    /// A message was sent, to this recipient (that message, if it is named).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_to: Option<Recipient>,
    /// A document was made, from this template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Slug>,
    /// Words of a line of the journal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<String>,
    /// An opinion was asked of this function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinion: Option<Slug>,
    /// The last day of the legal delay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// A connector was called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Slug>,
    /// Something failed, and the case waits for an agent to repair it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stopped: bool,
    /// A tag of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Slug>,
    /// An effect of this kind was not done: its condition did not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Slug>,
    /// Data of the agents.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<Slug, Json>,
    /// A page that is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_shown: Option<String>,
    /// A page that is not asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_hidden: Option<String>,
}
