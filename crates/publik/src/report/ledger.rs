//! The book in which everything carried, changed or left is written down.

use std::collections::BTreeMap;

use super::{Count, Note, Weight};

/// Notes and counts of one part (a form, a workflow).
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    notes: Vec<Note>,
    counts: BTreeMap<String, Count>,
    /// Names of settings that were not read.
    pub ignored: BTreeMap<String, usize>,
}

/// Where something stands: names from the outermost.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place(Vec<String>);

/// Notes of one part, at most: beyond, nobody reads them.
const MOST_NOTES: usize = 2_000;

impl Place {
    pub fn of(name: &str) -> Self {
        Self(vec![shown(name)])
    }

    #[must_use]
    pub fn with(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([shown(name)]).collect())
    }
}

/// A name on one line, short.
fn shown(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 80 { line } else { line.chars().take(79).chain(['…']).collect() }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" › "))
    }
}

impl Ledger {
    fn count(&mut self, construct: &str) -> &mut Count {
        self.counts.entry(construct.to_owned()).or_insert_with(|| Count { construct: construct.to_owned(), ..Count::default() })
    }

    /// Carried as it was.
    pub fn kept(&mut self, construct: &str) {
        self.count(construct).as_is += 1;
    }

    /// Carried with a change.
    pub fn changed(&mut self, construct: &str, weight: Weight, place: &Place, message: impl Into<String>) {
        self.count(construct).changed += 1;
        self.note(construct, weight, place, message);
    }

    /// Not carried.
    pub fn left(&mut self, construct: &str, weight: Weight, place: &Place, message: impl Into<String>) {
        self.count(construct).left += 1;
        self.note(construct, weight, place, message);
    }

    /// Something to tell about a construct that is counted elsewhere.
    pub fn note(&mut self, construct: &str, weight: Weight, place: &Place, message: impl Into<String>) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { weight, construct: construct.to_owned(), place: place.to_string(), message: message.into() });
        }
    }

    /// A setting that is not read.
    pub fn ignore(&mut self, name: &str) {
        *self.ignored.entry(name.to_owned()).or_default() += 1;
    }

    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    pub fn counts(&self) -> Vec<Count> {
        self.counts.values().cloned().collect()
    }
}

impl Count {
    /// Adds up.
    pub(crate) fn add(total: &mut BTreeMap<String, Self>, counts: &[Self]) {
        for count in counts {
            let sum =
                total.entry(count.construct.clone()).or_insert_with(|| Self { construct: count.construct.clone(), ..Self::default() });
            sum.as_is += count.as_is;
            sum.changed += count.changed;
            sum.left += count.left;
        }
    }
}
