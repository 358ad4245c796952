//! Who somebody is for FranceConnect: one account each way.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

record! {
    /// An account and its identity.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct Link { pub sub: String, pub account_id: AccountId, pub linked_at: Timestamp, pub seen_at: Timestamp }
}

/// The account of an identity.
pub(crate) async fn by_sub(tx: &mut IdentityTx, sub: &str) -> Result<Option<Link>> {
    tx.optional("SELECT sub, account_id, linked_at, seen_at FROM fc_links WHERE sub = $1", args![sub]).await
}

/// The identity of an account.
pub(crate) async fn of_account(tx: &mut IdentityTx, account: AccountId) -> Result<Option<Link>> {
    tx.optional("SELECT sub, account_id, linked_at, seen_at FROM fc_links WHERE account_id = $1", args![account]).await
}

/// Gives an identity to an account.
///
/// # Errors
/// [`db::DbError::Unique`] when either has another already.
pub(crate) async fn create(tx: &mut IdentityTx, sub: &str, account: AccountId, wall: Timestamp) -> Result<()> {
    tx.execute("INSERT INTO fc_links (sub, account_id, linked_at, seen_at) VALUES ($1, $2, $3, $3)", args![sub, account, wall])
        .await
        .map(drop)
}

/// She proved it again.
pub(crate) async fn seen(tx: &mut IdentityTx, sub: &str, wall: Timestamp) -> Result<()> {
    tx.execute("UPDATE fc_links SET seen_at = $2 WHERE sub = $1", args![sub, wall]).await.map(drop)
}

/// Takes the identity of an account away. False when it had none.
pub(crate) async fn remove(tx: &mut IdentityTx, account: AccountId) -> Result<bool> {
    Ok(tx.execute("DELETE FROM fc_links WHERE account_id = $1", args![account]).await? == 1)
}
