//! One-use tokens: links of e-mails, steps between two pages.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

use super::address_changes;

db::text_enum! {
    /// What a ticket lets do.
    pub(crate) enum Purpose {
        /// Show that an address is hers.
        Confirm = "confirm",
        /// Choose a new password.
        Reset = "reset",
        /// Show a second factor after the password.
        Code = "code",
        /// Show a second factor beside a session: it ends with the session.
        StepUp = "step-up",
        /// The same, after FranceConnect; its secret is what ends the session there.
        CodeAfterFranceConnect = "code-after-fc",
        /// Set one-time codes up.
        SetUp = "set-up",
        /// Read the recovery codes just made.
        RecoveryCodes = "recovery-codes",
        /// Show that a new address is hers.
        NewAddress = "new-address",
        /// Say whether the old address agrees to another.
        OldAddress = "old-address",
        /// Have the old address back.
        UndoAddress = "undo-address",
        /// Keep an account that is about to be deleted.
        Keep = "keep",
    }
}

record! {
    /// A ticket. `secret` is sealed: the one being set up.
    #[derive(Clone)]
    pub(crate) struct Ticket { pub account_id: AccountId, pub visitor: String, pub request: Option<String>, pub secret: Option<String> }
}

/// Gives a ticket; those given before for the same purpose to the same account
/// and browser are void. Letters void each other wherever they were asked.
pub(crate) async fn give(tx: &mut IdentityTx, digest: &str, purpose: Purpose, ticket: Ticket, times: (Timestamp, Timestamp)) -> Result<()> {
    let everywhere = matches!(purpose, Purpose::Confirm | Purpose::Reset | Purpose::NewAddress | Purpose::OldAddress | Purpose::Keep);
    // whoever took an account over changes the address twice: the first owner keeps her way back
    if purpose != Purpose::UndoAddress {
        tx.execute(
            "DELETE FROM tickets WHERE account_id = $1 AND purpose = $2 AND ($3 OR visitor = $4)",
            args![ticket.account_id, purpose, everywhere, &ticket.visitor],
        )
        .await?;
    }
    tx.execute(
        "INSERT INTO tickets (digest, purpose, account_id, visitor, request, secret, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![digest, purpose, ticket.account_id, ticket.visitor, ticket.request, ticket.secret, times.0, times.1],
    )
    .await
    .map(drop)
}

/// Looks at a ticket without using it up.
pub(crate) async fn peek(tx: &mut IdentityTx, digest: &str, purpose: Purpose, wall: Timestamp) -> Result<Option<Ticket>> {
    tx.optional(
        "SELECT account_id, visitor, request, secret FROM tickets WHERE digest = $1 AND purpose = $2 AND expires_at > $3",
        args![digest, purpose, wall],
    )
    .await
}

/// Whether one was given to an account since then, and still waits.
pub(crate) async fn is_given_since(tx: &mut IdentityTx, account: AccountId, purpose: Purpose, since: Timestamp) -> Result<bool> {
    let given: i64 = tx
        .value(
            "SELECT COUNT(*) AS value FROM tickets WHERE account_id = $1 AND purpose = $2 AND created_at > $3",
            args![account, purpose, since],
        )
        .await?;
    Ok(given > 0)
}

/// Uses a ticket up: of two at once, one gets it.
pub(crate) async fn take(tx: &mut IdentityTx, digest: &str, purpose: Purpose, wall: Timestamp) -> Result<Option<Ticket>> {
    tx.optional(
        "DELETE FROM tickets WHERE digest = $1 AND purpose = $2 AND expires_at > $3 RETURNING account_id, visitor, request, secret",
        args![digest, purpose, wall],
    )
    .await
}

/// Voids every ticket of an account but the way back to an old address, and the
/// change of address under way: her password changed.
pub(crate) async fn void(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    address_changes::give_up(tx, account).await?;
    tx.execute("DELETE FROM tickets WHERE account_id = $1 AND purpose <> $2", args![account, Purpose::UndoAddress]).await.map(drop)
}

/// Voids even that: she had her old address back.
pub(crate) async fn void_all(tx: &mut IdentityTx, account: AccountId) -> Result<()> {
    address_changes::give_up(tx, account).await?;
    tx.execute("DELETE FROM tickets WHERE account_id = $1", args![account]).await.map(drop)
}
