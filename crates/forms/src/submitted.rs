//! What a browser sent for one page.

use std::{collections::BTreeMap, fmt, mem};

use jiff::civil::Date;
use kernel::text;
use serde::{Deserialize, Serialize};

/// A page as it was posted: text by input name, and files already stored.
#[derive(Clone, Default, PartialEq)]
pub struct Submitted {
    /// What was typed or ticked, by input name.
    pub values: BTreeMap<String, Vec<String>>,
    /// The files received, by input name.
    pub files: BTreeMap<String, Vec<FileRef>>,
}

/// A file that was received and stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// The attachment's identifier.
    pub id: String,
    /// The name it had on the citizen's device.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its type as its content tells (RFC 6838), never as the browser said.
    pub media_type: String,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// The day that it bears, when the field asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PieceDate>,
}

/// The day that a piece bears.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceDate {
    /// The last day on which it is valid.
    Until(Date),
    /// The day on which it was made.
    Issued(Date),
}

impl PieceDate {
    /// The day, whatever it means.
    pub const fn day(self) -> Date {
        match self {
            Self::Until(date) | Self::Issued(date) => date,
        }
    }

    /// « valable jusqu’au 3 mai 2027 », « daté du 3 mai 2026 ».
    pub fn french(self) -> String {
        match self {
            Self::Until(date) => format!("valable jusqu’au {}", text::date(date)),
            Self::Issued(date) => format!("daté du {}", text::date(date)),
        }
    }
}

impl Submitted {
    /// The first value of an input, without spaces around; empty when it was not sent.
    pub fn one(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// The values of an input that is ticked several times.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether something was typed or sent in a question's inputs.
    pub(crate) fn says(&self, name: &str) -> bool {
        let of = |input: &str| input.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let typed = |(input, values): (&String, &Vec<String>)| of(input) && values.iter().any(|value| !value.trim().is_empty());
        self.values.iter().any(typed) || self.files.keys().any(|input| of(input))
    }

    /// Removes the inputs of an item of a block; the items after it move up.
    pub(crate) fn remove_item(&mut self, name: &str, index: usize) {
        self.values = without(mem::take(&mut self.values), name, index);
        self.files = without(mem::take(&mut self.files), name, index);
    }

    /// The same page with one value more, to write samples and tests.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.values.entry(name.to_owned()).or_default().push(value.to_owned());
        self
    }

    /// The same page without the control characters that no keyboard types and
    /// that databases refuse; line breaks and tabs stay.
    #[must_use]
    pub(crate) fn without_controls(mut self) -> Self {
        for value in self.values.values_mut().flatten() {
            value.retain(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        }
        self
    }

    /// Adds all that another page holds.
    pub fn extend(&mut self, other: Self) {
        self.values.extend(other.values);
        self.files.extend(other.files);
    }
}

fn without<T>(inputs: BTreeMap<String, T>, name: &str, removed: usize) -> BTreeMap<String, T> {
    inputs.into_iter().filter_map(|(input, value)| Some((moved_up(input, name, removed)?, value))).collect()
}

/// The name of an input once an item is removed; `None` when it was the item's.
fn moved_up(input: String, name: &str, removed: usize) -> Option<String> {
    let Some(rest) = input.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')) else { return Some(input) };
    let (index, tail) = rest.split_once('.').map_or((rest, ""), |(index, _)| (index, &rest[index.len()..]));
    match index.parse::<usize>() {
        Ok(index) if index == removed => None,
        Ok(index) if index > removed => Some(format!("{name}.{}{tail}", index - 1)),
        _ => Some(input),
    }
}

impl fmt::Debug for Submitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

impl fmt::Debug for PieceDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

impl fmt::Debug for FileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}
