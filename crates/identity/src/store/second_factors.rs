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

record! {
    /// Whether she must sign in with two factors, always, and whether she can.
    pub(crate) struct Standing { pub is_required: bool, pub has_one: bool }
}

pub(crate) async fn standing(tx: &mut IdentityTx, account: AccountId) -> Result<Standing> {
    tx.one(
        "SELECT a.must_have_second_factor AS is_required, \
         (EXISTS (SELECT 1 FROM second_factors f WHERE f.account_id = a.id) OR EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = a.id)) AS has_one \
         FROM accounts a WHERE a.id = $1",
        args![account],
    )
    .await
}

/// Says that she must, from now on.
pub(crate) async fn require_of(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    tx.execute("UPDATE accounts SET must_have_second_factor = TRUE WHERE id = $1", args![account]).await.map(drop)
}

/// Says whether she must, by her address. False when nobody has it.
pub(crate) async fn require(tx: &mut IdentityTx, email_key: &str, must: bool) -> Result<bool> {
    let touched = tx.execute("UPDATE accounts SET must_have_second_factor = $2 WHERE email_key = $1", args![email_key, must]).await?;
    Ok(touched == 1)
}
