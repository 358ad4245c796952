//! Files brought in: read, looked at, applied, taken back.

mod columns;
mod rows;

use std::collections::HashMap;

use db::{InstanceTx, blobs::Holder};
use forms::Lookups;
use kernel::{Id, Moment};
use tokio::io::AsyncReadExt;
use web::Failure;

pub use rows::{LONGEST_LABEL, Wrong};

use crate::{
    Records,
    change::{Absent, Change, Tally, changes},
    csv::{self, Encoding, Separator, Unreadable},
    model::{RecordRow, Referential},
    store::{
        self,
        history::{Done, Hand},
        imports::{Import, ImportRow, Stage},
    },
};

/// The largest file, in bytes.
pub const LARGEST: u64 = 20_000_000;

/// Whoever keeps the file of an import.
pub fn holder(import: Id<Import>) -> Holder {
    Holder { kind: "record-import", id: import.uuid() }
}

/// What a file would do to a list as it is.
pub struct Look {
    pub encoding: Encoding,
    pub separator: Separator,
    pub rows: usize,
    pub changes: Vec<Change>,
    pub wrong: Vec<Wrong>,
}

impl Look {
    pub fn tally(&self) -> Tally {
        Tally::of(&self.changes)
    }
}

impl Records {
    /// Reads the file of an import and compares it to the list.
    pub(crate) async fn look(
        &self,
        tx: &mut InstanceTx,
        list: &Referential,
        import: &ImportRow,
    ) -> Result<Result<Look, Unreadable>, Failure> {
        let db::DbKey::Instance(instance) = tx.key().clone() else { return Err(Failure::fault("a list is in an instance")) };
        let mut bytes = Vec::new();
        let mut file = self.blobs().open(&instance, &import.hash).await?;
        file.read_to_end(&mut bytes).await.map_err(|error| Failure::fault(error.to_string()))?;
        let (related, there) = (self.related(tx, list).await?, store::records::all(tx, &list.slug).await?);
        let (list, absent) = (list.clone(), if import.withdraws { Absent::Withdrawn } else { Absent::Kept });
        // a large file takes a second of computing: not on the thread of other requests
        let looked = tokio::task::spawn_blocking(move || look(&bytes, &list, &related, there, absent)).await;
        looked.map_err(|_| Failure::fault("a file could not be compared to its list"))
    }

    /// Does what a file says, in a list that is held. False when it was done meanwhile.
    pub(crate) async fn apply(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        list: &Referential,
        import: &ImportRow,
        look: &Look,
        who: &str,
    ) -> Result<bool, Failure> {
        if !store::imports::settle(tx, import.id, Stage::Planned, Stage::Applied, look.tally()).await? {
            return Ok(false);
        }
        let hand = Hand { who, origin: Some(import.id.uuid()), takes_back: false };
        self.put(tx, moment, &list.slug, &look.changes, hand).await?;
        // what was done is in the history: the file is not needed any more
        self.blobs().release(tx, moment, holder(import.id)).await?;
        Ok(true)
    }

    /// Puts back what a file changed, except what somebody touched since. How
    /// many were put back and left; nothing when it was done meanwhile.
    pub(crate) async fn take_back(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        list: &Referential,
        import: &ImportRow,
        who: &str,
    ) -> Result<Option<(usize, usize)>, Failure> {
        let done = store::history::of_origin(tx, import.id.uuid()).await?;
        let total = done.len();
        let back = Back::of(store::records::all(tx, &list.slug).await?, done);
        let count = |number: i64| number.unsigned_abs();
        let tally = Tally { added: count(import.added), changed: count(import.changed), withdrawn: count(import.withdrawn) };
        if !store::imports::settle(tx, import.id, Stage::Applied, Stage::Undone, tally).await? {
            return Ok(None);
        }
        let hand = Hand { who, origin: None, takes_back: true };
        self.put(tx, moment, &list.slug, &back.restored, hand).await?;
        store::history::add(tx, moment, &list.slug, &back.removed, hand).await?;
        let keys: Vec<String> = back.removed.iter().map(|change| change.key.clone()).collect();
        store::records::remove(tx, &list.slug, &keys).await?;
        store::referentials::changed(tx, &list.slug).await?;
        self.changed_in(tx);
        let put_back = back.restored.len() + back.removed.len();
        Ok(Some((put_back, total - put_back)))
    }
}

fn look(bytes: &[u8], list: &Referential, related: &Lookups, there: Vec<RecordRow>, absent: Absent) -> Result<Look, Unreadable> {
    let sheet = csv::read(bytes)?;
    let read = rows::read(&sheet, list, related);
    // a row that cannot be read is in the file all the same: it is not absent
    let spared = |change: &Change| !read.spared.contains(&change.key);
    let mut changes = changes(there, read.incoming, absent);
    changes.retain(spared);
    Ok(Look { encoding: sheet.encoding, separator: sheet.separator, rows: sheet.rows.len(), changes, wrong: read.wrong })
}

/// What taking an import back does.
struct Back {
    restored: Vec<Change>,
    /// Records that it had added.
    removed: Vec<Change>,
}

impl Back {
    fn of(there: Vec<RecordRow>, done: Vec<Done>) -> Self {
        let mut there: HashMap<String, RecordRow> = there.into_iter().map(|row| (row.key.clone(), row)).collect();
        let mut back = Self { restored: Vec::new(), removed: Vec::new() };
        for Done { key, before, version } in done {
            let Some(row) = there.remove(&key).filter(|row| row.version == version) else { continue };
            match before {
                Some(before) => back.restored.push(Change { key, before: Some(row), after: before.0 }),
                None => back.removed.push(Change { after: row.content(), key, before: Some(row) }),
            }
        }
        back
    }
}
