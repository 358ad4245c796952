//! What may be compared: a question, a part of an answer, a datum.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::slugs;

/// The way to a value: names, and blocks whose items are tried one by one. As
/// text `adresse.postcode`, and `enfants[].sante` for « at least one child has ».
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub(super) Vec<Reads>);

/// One step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reads {
    /// This name, or this part.
    Name(String),
    /// This list of items, one of which at least must satisfy what follows.
    Items(String),
}

/// The text is not a way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPath(pub String);

/// Something that conditions may compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// The way to it.
    pub path: Path,
    /// What people read for it.
    pub label: String,
    /// What it holds: this decides the comparisons offered.
    pub kind: OperandKind,
    /// The answers to choose from, value and label; empty when there is no such list.
    pub values: Vec<(String, String)>,
    /// The title under which a menu shows it: its page, « Données du service »…
    pub group: String,
}

/// What something holds, as comparisons go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperandKind {
    /// One answer of a list.
    Choice,
    /// Several answers of a list.
    Choices,
    /// A text.
    Text,
    /// A number.
    Number,
    /// An amount in euros.
    Amount,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// A list of items.
    Block,
    /// Files, an address, an identity: given or not.
    Other,
}

/// What a rule may read of its own page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Whether something is asked or needed: what stands before it.
    Before,
    /// Whether an answer is accepted, or a page left: the whole page.
    Page,
}

impl Path {
    /// The steps, from the top.
    pub fn steps(&self) -> &[Reads] {
        &self.0
    }

    pub(super) fn name(name: impl Into<String>) -> Self {
        Self(vec![Reads::Name(name.into())])
    }

    /// A part of this answer.
    pub(super) fn part(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([Reads::Name(name.to_owned())]).collect())
    }

    /// A question asked of each item of this list.
    pub(super) fn item(&self, name: &str) -> Self {
        let mut steps = self.0.clone();
        if let Some(Reads::Name(list)) = steps.pop() {
            steps.push(Reads::Items(list));
        }
        steps.push(Reads::Name(name.to_owned()));
        Self(steps)
    }

    /// Whether several items are tried.
    pub(super) fn goes_through_items(&self) -> bool {
        self.0.iter().any(|step| matches!(step, Reads::Items(_)))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            let point = if index > 0 { "." } else { "" };
            match step {
                Reads::Name(name) => write!(f, "{point}{name}")?,
                Reads::Items(name) => write!(f, "{point}{name}[]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        let step = |part: &str| {
            let (name, items) = part.strip_suffix("[]").map_or((part, false), |name| (name, true));
            let root = matches!(name, "data" | "input" | "case" | "citizen" | "opinions");
            (root || slugs::is_question(name)).then(|| if items { Reads::Items(name.to_owned()) } else { Reads::Name(name.to_owned()) })
        };
        let steps: Option<Vec<_>> = text.split('.').map(step).collect();
        let whole = steps.filter(|steps| matches!(steps.last(), Some(Reads::Name(_))));
        whole.map(Self).ok_or_else(|| NotAPath(text.to_owned()))
    }
}

impl fmt::Display for NotAPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "« {} » is no way to a value", self.0)
    }
}

impl std::error::Error for NotAPath {}

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
