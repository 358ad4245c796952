//! Browsers on which somebody signed in.

use db::{IdentityTx, Result, args};
use kernel::{Timestamp, id::AccountId};

/// Whether this browser signed in to the account of an address, if it has one.
/// One query, whether it has or not.
pub(crate) async fn is_known_to(tx: &mut IdentityTx, email_key: &str, digest: &str) -> Result<bool> {
    let rows: i64 = tx
        .value(
            "SELECT COUNT(*) AS value FROM known_browsers k JOIN accounts a ON a.id = k.account_id WHERE a.email_key = $1 AND k.digest = $2",
            args![email_key, digest],
        )
        .await?;
    Ok(rows > 0)
}

/// Whether this browser signed in to an account.
pub(crate) async fn is_hers(tx: &mut IdentityTx, account: AccountId, digest: &str) -> Result<bool> {
    let rows: i64 =
        tx.value("SELECT COUNT(*) AS value FROM known_browsers WHERE account_id = $1 AND digest = $2", args![account, digest]).await?;
    Ok(rows > 0)
}

/// How many she has.
pub(crate) async fn count(tx: &mut IdentityTx, account: AccountId) -> Result<i64> {
    tx.value("SELECT COUNT(*) AS value FROM known_browsers WHERE account_id = $1", args![account]).await
}

/// Remembers a browser. True when it is a new one.
pub(crate) async fn remember(tx: &mut IdentityTx, account: AccountId, digest: &str, wall: Timestamp) -> Result<bool> {
    let seen = tx
        .execute("UPDATE known_browsers SET last_seen_at = $3 WHERE account_id = $1 AND digest = $2", args![account, digest, wall])
        .await?;
    if seen > 0 {
        return Ok(false);
    }
    tx.execute(
        "INSERT INTO known_browsers (account_id, digest, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $3) \
         ON CONFLICT (account_id, digest) DO NOTHING",
        args![account, digest, wall],
    )
    .await
    .map(|added| added > 0)
}

/// She left everywhere: no browser is known any more.
pub(crate) async fn forget(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    tx.execute("DELETE FROM known_browsers WHERE account_id = $1", args![account]).await.map(drop)
}
