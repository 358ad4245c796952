//! Facts that happened, kept with the change that made them true.

use kernel::{Moment, Timestamp, id::EventId};
use serde_json::Value;

use crate::{Result, Tx, args, record};

record! {
    /// A fact that happened.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Event {
        /// Which; sorted by time.
        pub id: EventId,
        /// What it is about: a case, an authority.
        pub stream: String,
        /// What happened.
        pub kind: String,
        /// What there is to know about it.
        pub payload: Value,
        /// When, in business time.
        pub at: Timestamp,
    }
}

/// Keeps a fact.
pub async fn record(tx: &mut Tx, moment: &Moment, stream: &str, kind: &str, payload: Value) -> Result<EventId> {
    let id: EventId = moment.id();
    tx.execute(
        "INSERT INTO events (id, stream, kind, payload, at) VALUES ($1, $2, $3, $4, $5)",
        args![id, stream, kind, payload, moment.now],
    )
    .await?;
    Ok(id)
}

/// The facts of a stream, oldest first, after `after`, at most `limit`.
pub async fn of_stream(tx: &mut Tx, stream: &str, after: Option<EventId>, limit: u32) -> Result<Vec<Event>> {
    let after = after.unwrap_or(EventId::from_uuid(uuid::Uuid::nil()));
    tx.all(
        "SELECT id, stream, kind, payload, at FROM events WHERE stream = $1 AND id > $2 ORDER BY id LIMIT $3",
        args![stream, after, limit],
    )
    .await
}
