//! Challenges that a passkey answers, each once.

use db::{IdentityTx, Result, args};
use kernel::Timestamp;

pub(crate) async fn give(tx: &mut IdentityTx, digest: &str, visitor: &str, expires_at: Timestamp) -> Result<()> {
    tx.execute("INSERT INTO challenges (digest, visitor, expires_at) VALUES ($1, $2, $3)", args![digest, visitor, expires_at])
        .await
        .map(drop)
}

/// Uses it up. False when it was not given to this browser, was answered, or is too old.
pub(crate) async fn take(tx: &mut IdentityTx, digest: &str, visitor: &str, wall: Timestamp) -> Result<bool> {
    let taken =
        tx.execute("DELETE FROM challenges WHERE digest = $1 AND visitor = $2 AND expires_at > $3", args![digest, visitor, wall]).await?;
    Ok(taken == 1)
}
