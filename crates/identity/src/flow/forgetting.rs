//! Forgetting what can serve no more, one kind of row at a time: the writer is
//! free for people in between.

use db::{Databases, Result};
use kernel::Timestamp;

use crate::store::purge;

/// Forgets; how many rows.
pub(crate) async fn forget(databases: &Databases, wall: Timestamp) -> Result<u64> {
    let mut rows = 0;
    for old in &purge::OLD {
        let mut tx = databases.identity_write().await?;
        rows += old.forget(&mut tx, wall).await?;
        tx.commit().await?;
    }
    Ok(rows)
}
