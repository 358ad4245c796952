//! Documents: what they say, never how they look.

use serde::{Deserialize, Serialize};

/// A document: a title and blocks of text with `{{ … }}` (minijinja).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentTemplate {
    /// Its title.
    pub title: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of a document. In TOML: `{ paragraph = "…" }`, `"answers"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph; left out when it comes out empty.
    Paragraph(String),
    /// Lines of a label and a text; a line whose text comes out empty is left out.
    Pairs(Vec<Row>),
    /// All the answers, as the summary gives them.
    Answers,
}

/// A label and a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The label.
    pub label: String,
    /// The text.
    pub text: String,
}
