//! Publications that wait for their day.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp};

record! {
    /// A publication that waits.
    #[derive(Debug, Clone)]
    pub struct Planned {
        /// The definition.
        pub hash: String,
        /// When it will be published.
        pub due_at: Timestamp,
        /// Who planned it.
        pub planned_by: String,
        /// How many times it was planned: an older plan does nothing.
        pub version: i64,
        /// The definition that was live then; empty when none was, nothing when it was not kept.
        pub live_hash: Option<String>,
    }
}

pub async fn of(tx: &mut InstanceTx, work: &Slug) -> Result<Option<Planned>> {
    tx.optional("SELECT hash, due_at, planned_by, version, live_hash FROM planned WHERE work = $1", args![work]).await
}

/// Plans a publication over what is live, instead of the one that was planned.
pub async fn plan(tx: &mut InstanceTx, work: &Slug, (hash, live): (&str, &str), due_at: Timestamp, by: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO planned (work, hash, due_at, planned_by, version, live_hash) VALUES ($1, $2, $3, $4, 1, $5)
         ON CONFLICT (work) DO UPDATE SET hash = excluded.hash, due_at = excluded.due_at, planned_by = excluded.planned_by,
         version = planned.version + 1, live_hash = excluded.live_hash",
        args![work, hash, due_at, by, live],
    )
    .await
    .map(drop)
}

pub async fn give_up(tx: &mut InstanceTx, work: &Slug) -> Result<bool> {
    Ok(tx.execute("DELETE FROM planned WHERE work = $1", args![work]).await? == 1)
}
