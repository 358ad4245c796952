//! Accounts deleted, for each client that knew them.

use db::{IdentityTx, Result, args, record};
use kernel::{Id, Timestamp, id::AccountId};

/// A line's identifier; it is also the `jti` of what the client is told.
pub(crate) enum DepartureKind {}
pub(crate) type DepartureId = Id<DepartureKind>;

record! {
    /// A client that knows a person.
    pub(crate) struct Acquaintance { pub client_id: String, pub sector: String }
}

/// The clients that know a person: she met them, or granted them something.
pub(crate) async fn acquaintances(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Acquaintance>> {
    tx.all(
        "SELECT c.id AS client_id, c.sector FROM clients c WHERE c.id IN \
         (SELECT client_id FROM acquaintances WHERE account_id = $1 UNION SELECT client_id FROM grants WHERE account_id = $1) ORDER BY c.id",
        args![account],
    )
    .await
}

/// Adds a line, which has no position yet; nobody leaves a client twice.
pub(crate) async fn add(tx: &mut IdentityTx, id: DepartureId, client: &str, subject: &str, wall: Timestamp) -> Result<()> {
    tx.execute("INSERT INTO departures (id, client_id, subject, departed_at) VALUES ($1, $2, $3, $4)", args![id, client, subject, wall])
        .await
        .map(drop)
}

/// The last position given, at least `floor`. Whoever asks next waits for this
/// transaction: positions follow the order of the commits.
pub(crate) async fn take_head(tx: &mut IdentityTx, floor: i64) -> Result<i64> {
    tx.value(
        "UPDATE feed_head SET position = CASE WHEN position < $1 THEN $1 ELSE position END WHERE id = 1 RETURNING position AS value",
        args![floor],
    )
    .await
}

/// Leaves the last position given.
pub(crate) async fn leave_head(tx: &mut IdentityTx, position: i64) -> Result<()> {
    tx.execute("UPDATE feed_head SET position = $1 WHERE id = 1", args![position]).await.map(drop)
}

record! {
    /// A line without position, and how its client is told.
    pub(crate) struct Fresh { pub id: DepartureId, pub client_id: String, pub events_uri: Option<String>, pub is_ours: bool }
}

/// Lines without position, the oldest first.
pub(crate) async fn fresh(tx: &mut IdentityTx, limit: u32) -> Result<Vec<Fresh>> {
    tx.all(
        "SELECT d.id, d.client_id, c.events_uri, c.is_ours FROM departures d JOIN clients c ON c.id = d.client_id \
         WHERE d.position IS NULL ORDER BY d.id LIMIT $1",
        args![limit],
    )
    .await
}

/// Gives a line its position.
pub(crate) async fn place(tx: &mut IdentityTx, id: DepartureId, position: i64) -> Result<()> {
    tx.execute("UPDATE departures SET position = $2 WHERE id = $1", args![id, position]).await.map(drop)
}

record! {
    /// A line of the feed of a client.
    #[derive(Debug, Clone)]
    pub(crate) struct Line { pub position: i64, pub subject: String, pub departed_at: Timestamp }
}

/// What a client has not read yet, in order.
pub(crate) async fn page(tx: &mut IdentityTx, client: &str, after: i64, limit: u32) -> Result<Vec<Line>> {
    tx.all(
        "SELECT position, subject, departed_at FROM departures WHERE client_id = $1 AND position > $2 ORDER BY position LIMIT $3",
        args![client, after, limit],
    )
    .await
}

record! {
    /// A line to tell its client of.
    pub(crate) struct ToTell { pub client_id: String, pub subject: String, pub departed_at: Timestamp, pub events_uri: Option<String> }
}

/// A line, and where its client is told.
pub(crate) async fn to_tell(tx: &mut IdentityTx, id: DepartureId) -> Result<Option<ToTell>> {
    tx.optional(
        "SELECT d.client_id, d.subject, d.departed_at, c.events_uri FROM departures d JOIN clients c ON c.id = d.client_id WHERE d.id = $1",
        args![id],
    )
    .await
}

/// Says where a client is told.
pub(crate) async fn set_events_uri(tx: &mut IdentityTx, client: &str, uri: Option<&str>) -> Result<u64> {
    tx.execute("UPDATE clients SET events_uri = $2 WHERE id = $1", args![client, uri]).await
}

/// Forgets the lines of before.
pub(crate) async fn purge(tx: &mut IdentityTx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM departures WHERE departed_at < $1 AND position IS NOT NULL", args![before]).await
}
