//! The source of an expression as a tree with positions: what is needed to read
//! conditions back into menus, to tell what an expression reads, and to rename
//! what it reads. The reading, the types, the messages and the evaluation belong
//! to `expr`; what it cannot read is left as it is.

mod paths;
mod read;

use std::ops::Range;

pub(crate) use paths::{Reading, readings};
pub(crate) use read::read;

/// A piece of source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Where it stands, in bytes.
    pub(crate) at: Range<usize>,
    /// What it says.
    pub(crate) says: Says,
}

/// What a piece of source says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Says {
    Null,
    Bool(bool),
    /// As written, with its sign.
    Number(String),
    Text(String),
    Name(String),
    List(Vec<Node>),
    Member(Box<Node>, Word),
    Index(Box<Node>, Box<Node>),
    Not(Box<Node>),
    Negate(Box<Node>),
    /// Chains are flat.
    And(Vec<Node>),
    Or(Vec<Node>),
    /// A comparison, a calculation or `in`.
    Between(&'static str, Box<Node>, Box<Node>),
    Choice(Box<Node>, Box<Node>, Box<Node>),
    /// `f(a, b)`, or `a.f(b)` with the receiver first.
    Call(Word, Vec<Node>),
}

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub(crate) at: Range<usize>,
    pub(crate) text: String,
}

/// Puts other words in a source, at places that do not overlap.
pub(crate) fn replaced(source: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(at, _)| at.start);
    changes.dedup_by(|a, b| a.0 == b.0);
    let mut result = source.to_owned();
    for (at, text) in changes.into_iter().rev() {
        result.replace_range(at, &text);
    }
    result
}

/// A text between quotes, as expressions write it.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        match c {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted + "'"
}
