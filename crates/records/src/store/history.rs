//! What each record was before each change.

use db::{Doc, InstanceTx, Result, Value, args, record};
use kernel::{Id, Moment, Slug, Timestamp};
use uuid::Uuid;

use super::places;
use crate::{
    change::{Change, What},
    model::Content,
};

/// Rows written by one statement.
const BATCH: usize = 400;
/// Lines shown of a record.
const LINES: u32 = 30;

db::text_enum! {
    /// What happened to a record.
    pub enum Event {
        /// It was added.
        Added = "added",
        /// It was changed.
        Changed = "changed",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
        /// What a file had done was taken back.
        TakenBack = "taken-back",
    }
}

record! {
    /// A line of the history of a record.
    pub struct Line {
        pub at: Timestamp,
        pub who: String,
        pub what: Event,
        pub before: Option<Doc<Content>>,
    }
}
record! {
    /// What an import did to a record.
    pub struct Done {
        pub key: String,
        pub before: Option<Doc<Content>>,
        pub version: i64,
    }
}

/// Who changes records, and on behalf of what.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    pub who: &'a str,
    /// The import it is part of.
    pub origin: Option<Uuid>,
    /// Whether it takes back what was done.
    pub takes_back: bool,
}

pub async fn add(tx: &mut InstanceTx, moment: &Moment, list: &Slug, changes: &[Change], hand: Hand<'_>) -> Result<()> {
    for batch in changes.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO record_history (id, referential, key, at, who, what, origin, before, version) VALUES {}",
            places(batch.len(), 9)
        );
        let args = batch.iter().flat_map(|change| {
            let id: Id<Line> = moment.id();
            let before = change.before.as_ref().map(|before| Doc(before.content()));
            args![id, list, &change.key, moment.now, hand.who, event(change, hand), hand.origin, before, change.version()]
        });
        let args: Vec<Value> = args.collect();
        tx.execute(sql, args).await?;
    }
    Ok(())
}

fn event(change: &Change, hand: Hand<'_>) -> Event {
    match change.what() {
        _ if hand.takes_back => Event::TakenBack,
        What::Added => Event::Added,
        What::Changed => Event::Changed,
        What::Withdrawn => Event::Withdrawn,
    }
}

/// The history of a record, latest first.
pub async fn of_record(tx: &mut InstanceTx, list: &Slug, key: &str) -> Result<Vec<Line>> {
    let sql =
        "SELECT at, who, what, before FROM record_history WHERE referential = $1 AND key = $2 ORDER BY at DESC, version DESC LIMIT $3";
    tx.all(sql, args![list, key, LINES]).await
}

/// Forgets all that a record was.
pub async fn erase(tx: &mut InstanceTx, list: &Slug, key: &str) -> Result<()> {
    tx.execute("DELETE FROM record_history WHERE referential = $1 AND key = $2", args![list, key]).await.map(drop)
}

/// All that an import did.
pub async fn of_origin(tx: &mut InstanceTx, origin: Uuid) -> Result<Vec<Done>> {
    tx.all("SELECT key, before, version FROM record_history WHERE origin = $1 ORDER BY key", args![origin]).await
}
