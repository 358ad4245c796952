//! Addresses asked for, and which mailboxes said yes.

use db::{IdentityTx, Result, args, record};
use kernel::{Personal, Timestamp, id::AccountId};

record! {
    /// An address that somebody wants for her account.
    #[derive(Debug, Clone)]
    pub(crate) struct Change {
        pub account_id: AccountId,
        pub email: Personal<String>,
        /// What asked for it, in two words.
        pub browser: String,
        pub asked_at: Timestamp,
        pub new_confirmed_at: Option<Timestamp>,
        pub old_confirmed_at: Option<Timestamp>,
    }
}

impl Change {
    /// Whether both mailboxes said yes.
    pub(crate) const fn is_agreed(&self) -> bool {
        self.new_confirmed_at.is_some() && self.old_confirmed_at.is_some()
    }
}

/// Asks for an address, in place of one asked before.
pub(crate) async fn ask(tx: &mut IdentityTx, account: AccountId, email: &str, browser: &str, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO address_changes (account_id, email, browser, asked_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, browser = excluded.browser, asked_at = excluded.asked_at, \
         new_confirmed_at = NULL, old_confirmed_at = NULL",
        args![account, email, browser, wall],
    )
    .await
    .map(drop)
}

/// The one under way for an account.
pub(crate) async fn of(tx: &mut IdentityTx, account: AccountId) -> Result<Option<Change>> {
    tx.optional(
        "SELECT account_id, email, browser, asked_at, new_confirmed_at, old_confirmed_at FROM address_changes WHERE account_id = $1",
        args![account],
    )
    .await
}

/// The new mailbox said yes: the change as it is then, its row held.
pub(crate) async fn confirm_new(tx: &mut IdentityTx, account: AccountId, wall: Timestamp) -> Result<Option<Change>> {
    tx.optional(
        "UPDATE address_changes SET new_confirmed_at = $2 WHERE account_id = $1 \
         RETURNING account_id, email, browser, asked_at, new_confirmed_at, old_confirmed_at",
        args![account, wall],
    )
    .await
}

/// The old mailbox said yes, likewise.
pub(crate) async fn confirm_old(tx: &mut IdentityTx, account: AccountId, wall: Timestamp) -> Result<Option<Change>> {
    tx.optional(
        "UPDATE address_changes SET old_confirmed_at = $2 WHERE account_id = $1 \
         RETURNING account_id, email, browser, asked_at, new_confirmed_at, old_confirmed_at",
        args![account, wall],
    )
    .await
}

/// The accounts whose old mailbox said nothing since then, the new one yes.
pub(crate) async fn due(tx: &mut IdentityTx, since: Timestamp, limit: u32) -> Result<Vec<Change>> {
    tx.all(
        "SELECT account_id, email, browser, asked_at, new_confirmed_at, old_confirmed_at FROM address_changes \
         WHERE new_confirmed_at IS NOT NULL AND asked_at <= $1 ORDER BY asked_at, account_id LIMIT $2",
        args![since, limit],
    )
    .await
}

/// It is over, done or not. False when it was already, or another was asked since.
pub(crate) async fn end(tx: &mut IdentityTx, change: &Change) -> Result<bool> {
    let sql = "DELETE FROM address_changes WHERE account_id = $1 AND asked_at = $2";
    Ok(tx.execute(sql, args![change.account_id, change.asked_at]).await? == 1)
}

/// Nothing is under way for this account any more. False when nothing was.
pub(crate) async fn give_up(tx: &mut IdentityTx, account: AccountId) -> Result<bool> {
    Ok(tx.execute("DELETE FROM address_changes WHERE account_id = $1", args![account]).await? == 1)
}
