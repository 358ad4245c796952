//! What an author writes: pages of fields, with their conditions. The same words
//! in TOML files and in canonical JSON.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// A form: pages, in the order they are met.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The pages.
    #[serde(default)]
    pub pages: Vec<Page>,
}

/// One page: usually one question, at most a handful of related ones.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The stable name, also the last part of the page's address.
    pub slug: String,
    /// The title, unique in the form.
    pub title: String,
    /// A few words before the questions, in the small markdown of [`crate::markdown`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// When the page is asked: an expression over the pages before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What must hold to leave the page forwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exit: Vec<Exit>,
    /// The questions.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// A condition to go past a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// Must hold to go on.
    pub condition: String,
    /// What the citizen reads when it does not.
    pub message: String,
}

/// A question. Settings of its type stand in the same table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The stable name, usable in expressions: `[a-z][a-z0-9_]*`.
    pub slug: String,
    /// The question or the name of the thing asked.
    pub label: String,
    /// The type: a name of [`crate::FIELDS`].
    #[serde(rename = "type")]
    pub kind: String,
    /// A line of help under the label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Whether an answer is needed.
    #[serde(default, skip_serializing_if = "Required::is_always")]
    pub required: Required,
    /// When the question is asked: an expression over the pages before and this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Rules on the answer beyond those of its type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// What the answer is until the citizen says otherwise: an expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The claim of the citizen's account that fills it: `given_name`, `email`, `address`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
    /// Whether agents see it in their lists.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub listed: bool,
    /// Whether its answers are encrypted where they are kept, stay out of e-mails, documents and lists, and are erased first.
    /// Others may be sensitive because of it: [`crate::sensitive`] finds them all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// The settings of its type. Each type refuses those it does not know.
    #[serde(flatten)]
    pub settings: Map<String, Json>,
}

impl Field {
    /// The parts of its answers that texts may say one by one: name, label. None
    /// for a type of one piece, or whose settings are wrong.
    pub fn parts(&self) -> Vec<(&'static str, &'static str)> {
        let kind = crate::kind(&self.kind).and_then(|kind| kind.read(self.settings.clone()).ok());
        kind.map(|kind| kind.parts()).unwrap_or_default()
    }
}

/// A rule on an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Must hold.
    pub condition: String,
    /// What the citizen reads when it does not.
    pub message: String,
}

/// Whether an answer is needed: always, never, or when an expression holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Required {
    /// `true` or `false`.
    Fixed(bool),
    /// An expression.
    When(String),
}

impl Default for Required {
    fn default() -> Self {
        Self::Fixed(true)
    }
}

impl Required {
    /// The value that needs not be written.
    fn is_always(&self) -> bool {
        *self == Self::Fixed(true)
    }
}
