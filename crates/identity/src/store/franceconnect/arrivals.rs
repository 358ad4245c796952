//! Identities that wait for what their owner decides: one per browser.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

record! {
    /// One of them, sealed, and the authorization request on the way.
    #[derive(Debug, Clone)]
    pub(crate) struct Waiting { pub visitor: String, pub identity: String, pub request: Option<String>, pub address: Option<String> }
}

/// Keeps an identity; the one that waited in this browser is forgotten.
pub(crate) async fn put(tx: &mut IdentityTx, visitor: &str, identity: &str, request: Option<&str>, wall: Timestamp) -> Result<()> {
    remove(tx, visitor).await?;
    tx.execute(
        "INSERT INTO fc_arrivals (visitor, identity, request, created_at) VALUES ($1, $2, $3, $4)",
        args![visitor, identity, request, wall],
    )
    .await
    .map(drop)
}

/// The identity that waits in this browser since `since` at most.
pub(crate) async fn of_visitor(tx: &mut IdentityTx, visitor: &str, since: Timestamp) -> Result<Option<Waiting>> {
    tx.optional("SELECT visitor, identity, request, address FROM fc_arrivals WHERE visitor = $1 AND created_at > $2", args![visitor, since])
        .await
}

/// The identity whose address this link confirms.
pub(crate) async fn by_link(tx: &mut IdentityTx, digest: &str, since: Timestamp) -> Result<Option<Waiting>> {
    tx.optional("SELECT visitor, identity, request, address FROM fc_arrivals WHERE confirms = $1 AND created_at > $2", args![digest, since])
        .await
}

/// A link was sent to this address, sealed.
pub(crate) async fn confirm_with(tx: &mut IdentityTx, visitor: &str, address: &str, digest: &str) -> Result<()> {
    tx.execute("UPDATE fc_arrivals SET address = $2, confirms = $3 WHERE visitor = $1", args![visitor, address, digest]).await.map(drop)
}

/// Decided. False when it was in between.
pub(crate) async fn remove(tx: &mut IdentityTx, visitor: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM fc_arrivals WHERE visitor = $1", args![visitor]).await? == 1)
}
