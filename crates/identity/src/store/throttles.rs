//! Failed attempts.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

use crate::model::throttle::{Counter, NEVER};

record! {
    struct Row { failures: u32, since: Timestamp, locked_until: Timestamp }
}

impl Row {
    const fn counter(self) -> Counter {
        Counter { failures: self.failures, since: self.since, locked_until: self.locked_until }
    }
}

pub(crate) async fn get(tx: &mut IdentityTx, key: &str) -> Result<Option<Counter>> {
    let row: Option<Row> = tx.optional("SELECT failures, since, locked_until FROM throttles WHERE key = $1", args![key]).await?;
    Ok(row.map(Row::counter))
}

/// The counter, its row held until the end of the transaction: two attempts at
/// once are counted one after the other.
pub(crate) async fn hold(tx: &mut IdentityTx, key: &str, now: Timestamp) -> Result<Counter> {
    let row: Row = tx
        .one(
            "INSERT INTO throttles (key, failures, since, locked_until) VALUES ($1, 0, $2, $3) \
             ON CONFLICT (key) DO UPDATE SET failures = throttles.failures \
             RETURNING failures, since, locked_until",
            args![key, now, NEVER],
        )
        .await?;
    Ok(row.counter())
}

/// The counter if there is one, its row held likewise.
pub(crate) async fn held(tx: &mut IdentityTx, key: &str) -> Result<Option<Counter>> {
    let sql = "UPDATE throttles SET failures = failures WHERE key = $1 RETURNING failures, since, locked_until";
    let row: Option<Row> = tx.optional(sql, args![key]).await?;
    Ok(row.map(Row::counter))
}

pub(crate) async fn put(tx: &mut IdentityTx, key: &str, counter: Counter) -> Result<()> {
    tx.execute(
        "UPDATE throttles SET failures = $2, since = $3, locked_until = $4 WHERE key = $1",
        args![key, counter.failures, counter.since, counter.locked_until],
    )
    .await
    .map(drop)
}

pub(crate) async fn clear(tx: &mut IdentityTx, key: &str) -> Result<()> {
    tx.execute("DELETE FROM throttles WHERE key = $1", args![key]).await.map(drop)
}
