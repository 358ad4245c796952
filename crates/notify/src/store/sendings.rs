//! What was sent outside, and what became of it: no address, no content.

use db::{PlatformTx, Result, args, record, text_enum};
use kernel::{Moment, Timestamp, id::SendingId};

use crate::SendError;

text_enum! {
    /// What carries a message.
    pub enum Channel {
        /// An e-mail.
        Mail = "mail",
        /// A text message.
        Sms = "sms",
    }
}

text_enum! {
    /// Where a sending stands.
    pub enum State {
        /// Begun; nobody knows yet.
        Created = "created",
        /// Accepted by the next machine, whose it is now.
        Sent = "sent",
        /// Not accepted; it will be tried again.
        Temporary = "temporary",
        /// Refused for good.
        Permanent = "permanent",
    }
}

record! {
    /// A sending, as the console shows it.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Sending {
        /// Which; sorted by time.
        pub id: SendingId,
        /// What carries it.
        pub channel: Channel,
        /// What it is for: `case.acknowledged`.
        pub purpose: String,
        /// The database that asked for it: an instance's name, most often.
        pub origin: String,
        /// Where it stands.
        pub state: State,
        /// How many times it was tried.
        pub attempts: i64,
        /// Why it was not accepted.
        pub reason: Option<String>,
        /// When it was last tried, in real time.
        pub at: Timestamp,
    }
}

/// What is about to be sent.
pub(crate) struct NewSending<'a> {
    pub key: &'a str,
    pub channel: Channel,
    pub purpose: &'a str,
    pub origin: &'a str,
}

/// Counts one more attempt; `false` when the message was sent already.
pub(crate) async fn begin(tx: &mut PlatformTx, moment: &Moment, sending: NewSending<'_>) -> Result<bool> {
    let id: SendingId = moment.id();
    let NewSending { key, channel, purpose, origin } = sending;
    let touched = tx
        .execute(
            "INSERT INTO sendings (id, key, channel, purpose, origin, state, attempts, at) VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
             ON CONFLICT (key) DO UPDATE SET state = $6, attempts = sendings.attempts + 1, at = $7 WHERE sendings.state <> 'sent'",
            args![id, key, channel, purpose, origin, State::Created, moment.wall],
        )
        .await?;
    Ok(touched == 1)
}

/// Writes down how an attempt ended.
pub(crate) async fn settle(tx: &mut PlatformTx, key: &str, outcome: &Result<(), SendError>, wall: Timestamp) -> Result<()> {
    let (state, reason) = match outcome {
        Ok(()) => (State::Sent, None),
        Err(SendError::Temporary(reason)) => (State::Temporary, Some(reason)),
        Err(SendError::Permanent(reason)) => (State::Permanent, Some(reason)),
    };
    tx.execute("UPDATE sendings SET state = $2, reason = $3, at = $4 WHERE key = $1", args![key, state, reason, wall]).await.map(drop)
}

/// Sendings, newest first, older than `before`, at most `limit`; only those
/// that stand in `state` when it is given.
pub async fn page(tx: &mut PlatformTx, state: Option<State>, before: Option<SendingId>, limit: u32) -> Result<Vec<Sending>> {
    tx.all(
        "SELECT id, channel, purpose, origin, state, attempts, reason, at FROM sendings
         WHERE ($1 IS NULL OR state = $1) AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
        args![state, before, limit],
    )
    .await
}

/// Forgets the sendings last tried before `before`; how many there were.
pub(crate) async fn purge(tx: &mut PlatformTx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM sendings WHERE at < $1", args![before]).await
}
