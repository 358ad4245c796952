//! The records of the lists.

use std::fmt::Write;

use db::{Doc, InstanceTx, Result, Value, args, record};
use forms::Item;
use kernel::{Slug, Timestamp, text::folded};

use super::places;
use crate::{
    change::Change,
    model::{RecordRow, State},
};

/// Rows written by one statement: within what both engines take of arguments.
const BATCH: usize = 400;
/// Words of a search that count.
const MOST_WORDS: usize = 8;

record! {
    /// A record as forms choose it.
    pub struct Offered {
        pub key: String,
        pub label: String,
        pub parent: Option<String>,
    }
}
record! { struct Found { key: String } }

impl From<Offered> for Item {
    fn from(offered: Offered) -> Self {
        Self { id: offered.key, label: offered.label, parent: offered.parent, ..Self::default() }
    }
}

/// The active records of a list, by label.
pub async fn offered(tx: &mut InstanceTx, list: &Slug) -> Result<Vec<Offered>> {
    tx.all("SELECT key, label, parent FROM records WHERE referential = $1 AND state = 'active' ORDER BY folded, key", args![list]).await
}

pub async fn by_key(tx: &mut InstanceTx, list: &Slug, key: &str) -> Result<Option<RecordRow>> {
    tx.optional(
        "SELECT key, label, parent, state, cells, version, active_at, withdrawn_at, updated_at FROM records
         WHERE referential = $1 AND key = $2",
        args![list, key],
    )
    .await
}

/// Every record of a list, by key.
pub async fn all(tx: &mut InstanceTx, list: &Slug) -> Result<Vec<RecordRow>> {
    tx.all(
        "SELECT key, label, parent, state, cells, version, active_at, withdrawn_at, updated_at FROM records
         WHERE referential = $1 ORDER BY key",
        args![list],
    )
    .await
}

/// How many records are in a state.
pub async fn count(tx: &mut InstanceTx, list: &Slug, state: State) -> Result<u64> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM records WHERE referential = $1 AND state = $2", args![list, state]).await?;
    Ok(count.unsigned_abs())
}

/// A page of a list.
pub struct Wanted<'a> {
    pub list: &'a Slug,
    pub state: State,
    /// Words that the label holds, or the beginning of the key.
    pub words: &'a str,
    /// The folded label and the key where the page before ended.
    pub after: Option<(&'a str, &'a str)>,
    pub limit: u32,
}

/// The records in a state, by label.
pub async fn page(tx: &mut InstanceTx, wanted: &Wanted<'_>) -> Result<Vec<RecordRow>> {
    let mut sql = "SELECT key, label, parent, state, cells, version, active_at, withdrawn_at, updated_at FROM records
         WHERE referential = $1 AND state = $2"
        .to_owned();
    let mut args = args![wanted.list, wanted.state];
    let mut place = |sql: &mut String, before: &str, value: Value, after: &str| {
        args.push(value);
        // writing to a string does not fail
        let _ = write!(sql, "{before}${}{after}", args.len());
    };
    if let Some((folded, key)) = wanted.after {
        place(&mut sql, " AND (folded, key) > (", db::Bind::bind(folded), "");
        place(&mut sql, ", ", db::Bind::bind(key), ")");
    }
    let searched = wanted.words.trim();
    let words = folded(searched);
    for (index, word) in words.split_whitespace().take(MOST_WORDS).enumerate() {
        place(&mut sql, if index == 0 { " AND ((folded LIKE " } else { " AND folded LIKE " }, like("%", word), " ESCAPE '!'");
    }
    if !words.trim().is_empty() {
        place(&mut sql, ") OR key LIKE ", like("", searched), " ESCAPE '!')");
    }
    place(&mut sql, " ORDER BY folded, key LIMIT ", db::Bind::bind(wanted.limit), "");
    tx.all(sql, args).await
}

/// A pattern in which the words stand for themselves.
fn like(before: &str, words: &str) -> Value {
    let plain: String = words.chars().flat_map(|c| if matches!(c, '%' | '_' | '!') { vec!['!', c] } else { vec![c] }).collect();
    db::Bind::bind(format!("{before}{plain}%"))
}

/// Which of these keys a list has.
pub async fn known(tx: &mut InstanceTx, list: &Slug, beginning: &str) -> Result<Vec<String>> {
    let args = vec![db::Bind::bind(list), like("", beginning)];
    let found: Vec<Found> = tx.all("SELECT key FROM records WHERE referential = $1 AND key LIKE $2 ESCAPE '!'", args).await?;
    Ok(found.into_iter().map(|found| found.key).collect())
}

/// Writes what changed. The list is held, and each change was made from what is there.
pub async fn put(tx: &mut InstanceTx, list: &Slug, changes: &[Change], at: Timestamp) -> Result<()> {
    for batch in changes.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO records (referential, key, label, folded, parent, state, cells, version, active_at, withdrawn_at, updated_at)
             VALUES {}
             ON CONFLICT (referential, key) DO UPDATE SET label = excluded.label, folded = excluded.folded, parent = excluded.parent,
                 state = excluded.state, cells = excluded.cells, version = excluded.version, active_at = excluded.active_at,
                 withdrawn_at = excluded.withdrawn_at, updated_at = excluded.updated_at",
            places(batch.len(), 11)
        );
        tx.execute(sql, batch.iter().flat_map(|change| row(list, change, at)).collect()).await?;
    }
    Ok(())
}

fn row(list: &Slug, change: &Change, at: Timestamp) -> Vec<Value> {
    let (before, after) = (change.before.as_ref(), &change.after);
    let since = |state: State, kept: Option<Timestamp>| {
        let was = before.is_some_and(|before| before.state == state);
        if after.state == state && !was { Some(at) } else { kept }
    };
    args![
        list,
        &change.key,
        &after.label,
        folded(&after.label),
        after.parent.clone(),
        after.state,
        Doc(&after.cells),
        change.version(),
        since(State::Active, before.and_then(|before| before.active_at)),
        since(State::Withdrawn, before.and_then(|before| before.withdrawn_at)),
        at,
    ]
}

/// Takes away records that an import had added and that nobody touched since.
pub async fn remove(tx: &mut InstanceTx, list: &Slug, keys: &[String]) -> Result<()> {
    for batch in keys.chunks(BATCH) {
        let holes: Vec<String> = (2..batch.len() + 2).map(|place| format!("${place}")).collect();
        let mut args = args![list];
        args.extend(batch.iter().map(db::Bind::bind));
        tx.execute(format!("DELETE FROM records WHERE referential = $1 AND key IN ({})", holes.join(", ")), args).await?;
    }
    Ok(())
}
