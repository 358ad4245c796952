//! What looks like an attack.

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
    }
}

/// The kind of an alert's identifier.
pub enum AlertOf {}
/// An alert's identifier.
pub type AlertId = Id<AlertOf>;

record! {
    /// An alert that nobody closed.
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
    }
}

/// Raises an alert, or counts it again while it is open.
pub(crate) async fn raise(tx: &mut IdentityTx, id: AlertId, what: (AlertKind, &str, Value), wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO alerts (id, kind, subject, detail, times, raised_at, last_at) VALUES ($1, $2, $3, $4, 1, $5, $5) \
         ON CONFLICT (kind, subject) WHERE closed_at IS NULL DO UPDATE SET times = alerts.times + 1, last_at = excluded.last_at",
        args![id, what.0, what.1, what.2, wall],
    )
    .await
    .map(drop)
}

/// Those that are open, the latest first.
pub(crate) async fn open(tx: &mut IdentityTx) -> Result<Vec<Alert>> {
    tx.all(
        "SELECT id, kind, subject, detail, times, raised_at, last_at FROM alerts WHERE closed_at IS NULL ORDER BY last_at DESC, id DESC LIMIT 500",
        args![],
    )
    .await
}

/// Somebody dealt with it. False when it was closed already.
pub(crate) async fn close(tx: &mut IdentityTx, id: AlertId, wall: Timestamp) -> Result<bool> {
    Ok(tx.execute("UPDATE alerts SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL", args![id, wall]).await? == 1)
}
