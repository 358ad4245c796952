//! Secrets of one-time codes.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

record! {
    /// A secret, sealed, and the last step used.
    pub(crate) struct SecondFactor { pub secret: String, pub last_step: i64 }
}

pub(crate) async fn of(tx: &mut IdentityTx, account: AccountId) -> Result<Option<SecondFactor>> {
    tx.optional("SELECT secret, last_step FROM second_factors WHERE account_id = $1", args![account]).await
}

/// Sets codes up, or replaces them.
pub(crate) async fn set(tx: &mut IdentityTx, account: AccountId, secret: &str, last_step: i64, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO second_factors (account_id, secret, last_step, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, created_at = excluded.created_at",
        args![account, secret, last_step, wall],
    )
    .await
    .map(drop)
}

/// Uses a step up. False when it, or a later one, was used in between.
pub(crate) async fn use_step(tx: &mut IdentityTx, account: AccountId, step: i64) -> Result<bool> {
    let touched =
        tx.execute("UPDATE second_factors SET last_step = $2 WHERE account_id = $1 AND last_step < $2", args![account, step]).await?;
    Ok(touched == 1)
}

pub(crate) async fn remove(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    tx.execute("DELETE FROM second_factors WHERE account_id = $1", args![account]).await.map(drop)
}
