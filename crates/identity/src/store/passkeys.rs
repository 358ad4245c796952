//! Passkeys.

use db::{IdentityTx, Result, args, record};
use kernel::{Id, Timestamp, id::AccountId};

/// A passkey's identifier.
pub(crate) enum PasskeyKind {}
pub(crate) type PasskeyId = Id<PasskeyKind>;

record! {
    /// A passkey. Its credential and its public key are base64url.
    #[derive(Debug, Clone)]
    pub(crate) struct Passkey {
        pub id: PasskeyId,
        pub account_id: AccountId,
        pub credential: String,
        pub public_key: String,
        pub name: String,
        pub uses: u32,
        pub is_synced: bool,
        pub created_at: Timestamp,
        pub used_at: Option<Timestamp>,
    }
}

/// Adds one.
///
/// # Errors
/// [`db::DbError::Unique`] when this credential is registered already.
pub(crate) async fn add(tx: &mut IdentityTx, new: Passkey) -> Result<()> {
    tx.execute(
        "INSERT INTO passkeys (id, account_id, credential, public_key, name, uses, is_synced, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![new.id, new.account_id, new.credential, new.public_key, new.name, new.uses, new.is_synced, new.created_at],
    )
    .await
    .map(drop)
}

pub(crate) async fn by_credential(tx: &mut IdentityTx, credential: &str) -> Result<Option<Passkey>> {
    tx.optional(
        "SELECT id, account_id, credential, public_key, name, uses, is_synced, created_at, used_at FROM passkeys WHERE credential = $1",
        args![credential],
    )
    .await
}

/// The oldest first.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Passkey>> {
    tx.all(
        "SELECT id, account_id, credential, public_key, name, uses, is_synced, created_at, used_at FROM passkeys \
         WHERE account_id = $1 ORDER BY created_at, id",
        args![account],
    )
    .await
}

/// It was used. False when it was used in between with the same count or a later one.
pub(crate) async fn used(tx: &mut IdentityTx, id: PasskeyId, uses: u32, is_synced: bool, wall: Timestamp) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE passkeys SET uses = $2, is_synced = $3, used_at = $4 WHERE id = $1 AND (uses < $2 OR (uses = 0 AND $2 = 0))",
            args![id, uses, is_synced, wall],
        )
        .await?;
    Ok(touched == 1)
}

record! {
    struct Name { name: String }
}

/// Takes one of hers away: its name.
pub(crate) async fn remove(tx: &mut IdentityTx, account: AccountId, id: PasskeyId) -> Result<Option<String>> {
    let removed: Option<Name> =
        tx.optional("DELETE FROM passkeys WHERE id = $1 AND account_id = $2 RETURNING name", args![id, account]).await?;
    Ok(removed.map(|row| row.name))
}
