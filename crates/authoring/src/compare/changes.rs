//! What happened to a unit between two versions.

use std::collections::BTreeSet;

use definition::Definition;
use serde_json::Value as Json;

use super::{apart::Unit, words};

/// What happened to something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is elsewhere, and says the same.
    Moved,
    /// It says something else; elsewhere or not.
    Changed(Vec<Detail>),
}

/// One thing that is said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// What, in French: « libellé », « condition ».
    pub what: String,
    /// What it was, as people read it; nothing when it was not said.
    pub before: Option<String>,
    /// What it is now.
    pub after: Option<String>,
}

/// A version and one of its units.
pub(super) type Side<'s> = (&'s Definition, Option<&'s Unit>);

/// What happened to a unit; `None` when nothing did.
pub(super) fn change(from: Side<'_>, to: Side<'_>) -> Option<Change> {
    match (from, to) {
        ((_, None), (_, None)) => None,
        ((_, None), (_, Some(_))) => Some(Change::Added),
        ((_, Some(_)), (_, None)) => Some(Change::Removed),
        ((from, Some(before)), (to, Some(after))) if before.content != after.content => {
            Some(Change::Changed(details((from, before), (to, after))))
        }
        ((_, Some(before)), (_, Some(after))) => (before.parent != after.parent).then_some(Change::Moved),
    }
}

fn details((from, before): (&Definition, &Unit), (to, after): (&Definition, &Unit)) -> Vec<Detail> {
    let detail = |key: &str, old: Option<&Json>, new: Option<&Json>| Detail {
        what: words::property(after, key),
        before: old.map(|old| words::value(from, &before.place, key, old)),
        after: new.map(|new| words::value(to, &after.place, key, new)),
    };
    match (&before.content, &after.content) {
        (Json::Object(old), Json::Object(new)) if !after.parent.is_empty() => {
            let keys: Vec<&String> = new.keys().chain(old.keys().filter(|key| !new.contains_key(*key))).collect();
            let mut seen = BTreeSet::new();
            let changed = keys.into_iter().filter(|key| seen.insert(*key) && old.get(*key) != new.get(*key));
            changed.map(|key| detail(key, old.get(key), new.get(key))).collect()
        }
        (old, new) => vec![detail(&after.name, Some(old), Some(new))],
    }
}
