//! Counts how each service is used, from what is there anyway: nothing is
//! written when somebody signs in, so that a busy service waits for no counter.

use db::{Databases, Result};
use kernel::Timestamp;

use crate::{model::figures, store::figures as kept};

/// Counts today and the days just before. Done twice, it is the same.
pub(crate) async fn count(databases: &Databases, wall: Timestamp) -> Result<()> {
    for day in figures::to_count(wall) {
        let mut tx = databases.identity_read().await?;
        let counted = kept::count(&mut tx, figures::bounds(day)).await?;
        drop(tx);
        if counted.is_empty() {
            continue;
        }
        let mut tx = databases.identity_write().await?;
        for (client, figures) in &counted {
            kept::keep(&mut tx, client, day, *figures).await?;
        }
        tx.commit().await?;
    }
    let mut tx = databases.identity_write().await?;
    kept::forget(&mut tx, figures::kept_since(wall)).await?;
    tx.commit().await
}
