//! What looks like an attack, or like a service that does not work.

use db::{IdentityTx, Result, args, record};
use kernel::{Id, Timestamp};
use serde_json::Value;

db::text_enum! {
    /// What is going on.
    pub enum AlertKind {
        /// Many wrong passwords for one account.
        AccountAttacked = "account-attacked",
        /// Many wrong passwords from one network address.
        NetworkGuesses = "network-guesses",
        /// A code or a refresh token was used twice: one of the two is a thief's.
        TokenReused = "token-reused",
        /// A passkey counts its uses backwards: there may be a copy of it.
        PasskeyCopied = "passkey-copied",
        /// A client is refused again and again.
        ClientFailing = "client-failing",
        /// It goes on: should this client be suspended?
        ClientPersists = "client-persists",
    }
}

/// The kind of an alert's identifier.
pub enum AlertOf {}
/// An alert's identifier.
pub type AlertId = Id<AlertOf>;

record! {
    /// An alert.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Alert {
        /// Which.
        pub id: AlertId,
        /// What.
        pub kind: AlertKind,
        /// About whom or what: an identifier or a digest, never a name.
        pub subject: String,
        /// What else is known.
        pub detail: Value,
        /// How many times since it was raised.
        pub times: i64,
        /// The first time.
        pub raised_at: Timestamp,
        /// The last time.
        pub last_at: Timestamp,
        /// When somebody dealt with it.
        pub closed_at: Option<Timestamp>,
        /// What she says of it.
        pub note: Option<String>,
    }
}

/// Raises an alert, or counts it again while it is open. Whether it is new.
pub(crate) async fn raise(tx: &mut IdentityTx, id: AlertId, what: (AlertKind, &str, Value), wall: Timestamp) -> Result<bool> {
    let times: i64 = tx
        .value(
            "INSERT INTO alerts (id, kind, subject, detail, times, raised_at, last_at) VALUES ($1, $2, $3, $4, 1, $5, $5) \
             ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET times = alerts.times + 1, last_at = excluded.last_at \
             RETURNING times AS value",
            args![id, what.0, what.1, what.2, wall],
        )
        .await?;
    Ok(times == 1)
}

/// Those that are open, the latest first.
pub(crate) async fn open(tx: &mut IdentityTx) -> Result<Vec<Alert>> {
    tx.all(
        "SELECT id, kind, subject, detail, times, raised_at, last_at, closed_at, note FROM alerts \
         WHERE closed_at IS NULL ORDER BY last_at DESC, id DESC LIMIT 500",
        args![],
    )
    .await
}

/// How many are open.
pub(crate) async fn count_open(tx: &mut IdentityTx) -> Result<u32> {
    tx.value("SELECT COUNT(*) AS value FROM alerts WHERE closed_at IS NULL", args![]).await
}

/// Those that were closed since, the latest first.
pub(crate) async fn closed(tx: &mut IdentityTx, since: Timestamp) -> Result<Vec<Alert>> {
    tx.all(
        "SELECT id, kind, subject, detail, times, raised_at, last_at, closed_at, note FROM alerts \
         WHERE closed_at >= $1 ORDER BY closed_at DESC, id DESC LIMIT 50",
        args![since],
    )
    .await
}

/// An alert, open or not.
pub(crate) async fn by_id(tx: &mut IdentityTx, id: AlertId) -> Result<Option<Alert>> {
    tx.optional("SELECT id, kind, subject, detail, times, raised_at, last_at, closed_at, note FROM alerts WHERE id = $1", args![id]).await
}

/// Somebody dealt with all that is open of this kind about this subject. How many were.
pub(crate) async fn close(
    tx: &mut IdentityTx,
    (kind, subject): (AlertKind, &str),
    (by, note): (&str, &str),
    wall: Timestamp,
) -> Result<u64> {
    tx.execute(
        "UPDATE alerts SET closed_at = $3, closed_by = $4, note = $5 WHERE kind = $1 AND subject = $2 AND closed_at IS NULL",
        args![kind, subject, wall, by, note],
    )
    .await
}

/// When somebody last dealt with this; never is the beginning of time.
pub(crate) async fn last_closed(tx: &mut IdentityTx, kind: AlertKind, subject: &str) -> Result<Timestamp> {
    tx.value(
        "SELECT COALESCE(MAX(closed_at), 0) AS value FROM alerts WHERE kind = $1 AND subject = $2 AND closed_at IS NOT NULL",
        args![kind, subject],
    )
    .await
}
