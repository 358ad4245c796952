//! The database remembers how far the ledger of erasures went, so that a ledger
//! that was lost, shortened or changed is seen before anybody is served: a
//! restored backup would bring back people who left.

use db::{Databases, DbError, Result, audit};
use kernel::Moment;
use serde_json::json;

use crate::{Ledger, store::erasures};

/// Refuses to go on with a ledger that no longer holds what it held.
pub(crate) async fn check(databases: &Databases, ledger: &Ledger) -> Result<()> {
    let mut tx = databases.identity_read().await?;
    let mark = erasures::mark(&mut tx).await?;
    drop(tx);
    if ledger.holds(mark).await? {
        return Ok(());
    }
    Err(DbError::Other(format!(
        "the ledger of erasures {ledger} was lost, shortened or changed: put its newest copy back; if there is none, \
         « guichet ledger adopt » goes on with it as it is (docs/operators.md)"
    )))
}

/// Remembers how far it goes now.
pub(crate) async fn remember(databases: &Databases, ledger: &Ledger) -> Result<()> {
    let mark = ledger.mark().await?;
    let mut tx = databases.identity_write().await?;
    erasures::set_mark(&mut tx, &mark).await?;
    tx.commit().await
}

impl Ledger {
    /// Goes on with the ledger as it is, because no better copy was found. What
    /// it lost is not erased again from a backup restored later.
    ///
    /// # Errors
    /// When the ledger cannot be read, or the database written.
    pub async fn adopt(&self, databases: &Databases, moment: &Moment) -> Result<()> {
        let mark = self.mark().await?;
        let mut tx = databases.identity_write().await?;
        let before = erasures::mark(&mut tx).await?;
        erasures::set_mark(&mut tx, &mark).await?;
        let detail = json!({ "length": mark.length, "length_before": before.length });
        let entry = audit::Entry {
            actor: "command-line".to_owned(),
            action: "identity.ledger-adopted",
            subject: "ledger".to_owned(),
            detail: Some(detail),
        };
        audit::record(&mut tx, moment, entry).await?;
        tx.commit().await
    }
}
