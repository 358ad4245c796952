//! Recovery codes.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

/// Replaces the whole set.
pub(crate) async fn replace(tx: &mut IdentityTx, account: AccountId, salt: &str, hashes: &[String], wall: Timestamp) -> Result<()> {
    remove(tx, account).await?;
    for hash in hashes {
        tx.execute(
            "INSERT INTO recovery_codes (account_id, hash, salt, created_at) VALUES ($1, $2, $3, $4)",
            args![account, hash.as_str(), salt, wall],
        )
        .await?;
    }
    Ok(())
}

record! {
    struct Salt { salt: String }
}

/// The salt of her set, if she has one.
pub(crate) async fn salt(tx: &mut IdentityTx, account: AccountId) -> Result<Option<String>> {
    let row: Option<Salt> = tx.optional("SELECT salt FROM recovery_codes WHERE account_id = $1 LIMIT 1", args![account]).await?;
    Ok(row.map(|row| row.salt))
}

/// Uses a code up: of two at once, one gets true.
pub(crate) async fn redeem(tx: &mut IdentityTx, account: AccountId, hash: &str, wall: Timestamp) -> Result<bool> {
    let used = tx
        .execute(
            "UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND hash = $2 AND used_at IS NULL",
            args![account, hash, wall],
        )
        .await?;
    Ok(used == 1)
}

/// How many are left.
pub(crate) async fn left(tx: &mut IdentityTx, account: AccountId) -> Result<i64> {
    tx.value("SELECT COUNT(*) AS value FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL", args![account]).await
}

pub(crate) async fn remove(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    tx.execute("DELETE FROM recovery_codes WHERE account_id = $1", args![account]).await.map(drop)
}
