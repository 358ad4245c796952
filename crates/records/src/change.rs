//! What becomes of records when new content comes: one by one, by file, by a
//! source. Pure: what is there and what comes give what changes.

use std::collections::{HashMap, HashSet};

use crate::model::{Cells, Content, Key, RecordRow, State};

/// What comes for one record. What it does not tell stays as it was.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    pub key: Key,
    pub label: String,
    /// Outside: whether it tells the parent.
    pub parent: Option<Option<String>>,
    pub state: Option<State>,
    /// By column told; nothing: the cell is emptied.
    pub cells: Vec<(String, Option<String>)>,
}

/// What happens to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Added,
    Changed,
    Withdrawn,
}

/// A change of one record.
#[derive(Clone)]
pub struct Change {
    pub key: String,
    pub before: Option<RecordRow>,
    pub after: Content,
}

impl Change {
    pub fn what(&self) -> What {
        match &self.before {
            None => What::Added,
            Some(before) if before.state != State::Withdrawn && self.after.state == State::Withdrawn => What::Withdrawn,
            Some(_) => What::Changed,
        }
    }

    /// The version of the record once changed.
    pub fn version(&self) -> i64 {
        self.before.as_ref().map_or(1, |before| before.version + 1)
    }
}

/// What is done with the records that do not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    Kept,
    Withdrawn,
}

/// The changes, in the order in which they came; what is the same changes nothing.
pub fn changes(there: Vec<RecordRow>, incoming: Vec<Incoming>, absent: Absent) -> Vec<Change> {
    let mut there: HashMap<String, RecordRow> = there.into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut met = HashSet::with_capacity(incoming.len());
    let mut found = Vec::new();
    for one in incoming {
        if met.insert(one.key.as_str().to_owned()) {
            found.extend(change(there.remove(one.key.as_str()), one));
        }
    }
    if absent == Absent::Withdrawn {
        let mut left: Vec<RecordRow> = there.into_values().filter(|row| row.state == State::Active).collect();
        left.sort_by(|a, b| a.key.cmp(&b.key));
        found.extend(left.into_iter().map(withdrawal));
    }
    found
}

/// What comes, onto what is there.
pub fn change(before: Option<RecordRow>, incoming: Incoming) -> Option<Change> {
    let kept = before.as_ref().map(RecordRow::content);
    let mut cells: Cells = kept.as_ref().map(|kept| kept.cells.clone()).unwrap_or_default();
    for (column, cell) in incoming.cells {
        match cell {
            Some(cell) => drop(cells.insert(column, cell)),
            None => drop(cells.remove(&column)),
        }
    }
    let after = Content {
        label: incoming.label,
        parent: incoming.parent.unwrap_or_else(|| kept.as_ref().and_then(|kept| kept.parent.clone())),
        state: incoming.state.or(kept.as_ref().map(|kept| kept.state)).unwrap_or(State::Active),
        cells,
    };
    (kept.as_ref() != Some(&after)).then(|| Change { key: incoming.key.into_string(), before, after })
}

fn withdrawal(row: RecordRow) -> Change {
    let after = Content { state: State::Withdrawn, ..row.content() };
    Change { key: row.key.clone(), before: Some(row), after }
}

/// How many of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub added: u64,
    pub changed: u64,
    pub withdrawn: u64,
}

impl Tally {
    pub fn of(changes: &[Change]) -> Self {
        changes.iter().fold(Self::default(), |mut tally, change| {
            match change.what() {
                What::Added => tally.added += 1,
                What::Changed => tally.changed += 1,
                What::Withdrawn => tally.withdrawn += 1,
            }
            tally
        })
    }
}

#[cfg(test)]
mod tests {
    use db::Doc;
    use kernel::Timestamp;

    use super::*;

    fn row(key: &str, label: &str, state: State) -> RecordRow {
        RecordRow {
            key: key.to_owned(),
            label: label.to_owned(),
            parent: Some("nord".to_owned()),
            state,
            cells: Doc([("places".to_owned(), "12".to_owned())].into()),
            version: 4,
            active_at: None,
            withdrawn_at: None,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn coming(key: &str, label: &str) -> Incoming {
        Incoming { key: Key::parse(key).unwrap(), label: label.to_owned(), parent: None, state: None, cells: Vec::new() }
    }

    #[test]
    fn what_is_not_told_stays() {
        let there = vec![row("a", "Alpha", State::Active), row("b", "Bêta", State::Active), row("c", "Gamma", State::Draft)];
        let incoming = vec![coming("a", "Alpha"), coming("b", "Béta"), coming("d", "Delta"), coming("d", "twice")];
        let found = changes(there.clone(), incoming.clone(), Absent::Kept);
        let told = |found: &[Change]| found.iter().map(|change| (change.key.clone(), change.what(), change.version())).collect::<Vec<_>>();
        assert_eq!(told(&found), [("b".into(), What::Changed, 5), ("d".into(), What::Added, 1)]);
        assert_eq!(found[0].after.parent.as_deref(), Some("nord"));
        assert_eq!(found[0].after.cells["places"], "12");
        assert_eq!(found[1].after.state, State::Active);
        // a draft is nobody's choice yet: its absence says nothing
        assert_eq!(told(&changes(there, vec![coming("a", "Alpha")], Absent::Withdrawn)), [("b".into(), What::Withdrawn, 5)]);
    }

    #[test]
    fn what_is_told_empty_is_emptied() {
        let incoming = Incoming { parent: Some(None), cells: vec![("places".into(), None)], ..coming("a", "Alpha") };
        let change = change(Some(row("a", "Alpha", State::Active)), incoming).unwrap();
        assert_eq!((change.after.parent, change.after.cells.len()), (None, 0));
    }
}
