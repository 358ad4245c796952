//! Files brought in.

use db::{InstanceTx, Result, args, record};
use kernel::{Id, Slug, Timestamp};

use crate::change::Tally;

/// An import, as a kind of thing that has an identity.
pub enum Import {}

db::text_enum! {
    /// Where an import stands.
    pub enum Stage {
        /// Looked at.
        Planned = "planned",
        /// Done.
        Applied = "applied",
        /// Taken back.
        Undone = "undone",
    }
}

record! {
    /// An import.
    pub struct ImportRow {
        pub id: Id<Import>,
        pub referential: Slug,
        /// The name of the file.
        pub name: String,
        /// Its content, among the files of the instance.
        pub hash: String,
        /// Whether records that are not in it are withdrawn.
        pub withdraws: bool,
        pub state: Stage,
        pub added: i64,
        pub changed: i64,
        pub withdrawn: i64,
        pub made_by: String,
        pub made_at: Timestamp,
    }
}

pub async fn add(tx: &mut InstanceTx, import: &ImportRow) -> Result<()> {
    tx.execute(
        "INSERT INTO record_imports (id, referential, name, hash, withdraws, state, added, changed, withdrawn, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            import.id,
            &import.referential,
            &import.name,
            &import.hash,
            import.withdraws,
            import.state,
            import.added,
            import.changed,
            import.withdrawn,
            &import.made_by,
            import.made_at,
        ],
    )
    .await
    .map(drop)
}

pub async fn by_id(tx: &mut InstanceTx, list: &Slug, id: Id<Import>) -> Result<Option<ImportRow>> {
    tx.optional(
        "SELECT id, referential, name, hash, withdraws, state, added, changed, withdrawn, made_by, made_at FROM record_imports
         WHERE referential = $1 AND id = $2",
        args![list, id],
    )
    .await
}

/// The last ones of a list, latest first.
pub async fn last(tx: &mut InstanceTx, list: &Slug, limit: u32) -> Result<Vec<ImportRow>> {
    tx.all(
        "SELECT id, referential, name, hash, withdraws, state, added, changed, withdrawn, made_by, made_at FROM record_imports
         WHERE referential = $1 ORDER BY id DESC LIMIT $2",
        args![list, limit],
    )
    .await
}

/// Moves an import on, with what it did. False when it was moved meanwhile.
pub async fn settle(tx: &mut InstanceTx, id: Id<Import>, from: Stage, to: Stage, tally: Tally) -> Result<bool> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let sql = "UPDATE record_imports SET state = $3, added = $4, changed = $5, withdrawn = $6 WHERE id = $1 AND state = $2";
    let counts = args![id, from, to, number(tally.added), number(tally.changed), number(tally.withdrawn)];
    Ok(tx.execute(sql, counts).await? == 1)
}

/// Files looked at before `before` and never applied.
pub async fn forgotten(tx: &mut InstanceTx, before: Timestamp) -> Result<Vec<ImportRow>> {
    tx.all(
        "SELECT id, referential, name, hash, withdraws, state, added, changed, withdrawn, made_by, made_at FROM record_imports
         WHERE state = 'planned' AND made_at < $1 ORDER BY id",
        args![before],
    )
    .await
}

pub async fn remove(tx: &mut InstanceTx, id: Id<Import>) -> Result<()> {
    tx.execute("DELETE FROM record_imports WHERE id = $1", args![id]).await.map(drop)
}
