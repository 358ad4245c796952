//! What clients were refused: the reason and nothing of what they sent.

use db::{IdentityTx, Result, args, record};
use kernel::{Moment, Timestamp};

use crate::model::{
    client_health::is_telling,
    endpoint::Endpoint,
    life::before,
    reason::{Reason, explain},
};

/// The most refusals kept of one client.
pub(crate) const MOST: i64 = 200;
/// The same refusal is written once in so many seconds.
const SAME: i64 = 60;

record! {
    /// A refusal.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct ClientError { pub at: Timestamp, pub endpoint: Endpoint, pub error: String, pub reason: String }
}

impl ClientError {
    /// What the developer should do, in French.
    pub(crate) fn explanation(&self) -> &'static str {
        explain(&self.reason)
    }
}

/// Whether this refusal of this client is to be written: the client exists, and
/// nothing the same was written a moment ago.
pub(crate) async fn is_news(tx: &mut IdentityTx, client: &str, endpoint: Endpoint, reason: &Reason, wall: Timestamp) -> Result<bool> {
    let known: i64 = tx
        .value(
            "SELECT COUNT(*) AS value FROM clients c WHERE c.id = $1 AND NOT EXISTS \
             (SELECT 1 FROM client_errors e WHERE e.client_id = c.id AND e.endpoint = $2 AND e.reason = $3 AND e.at > $4)",
            args![client, endpoint, reason.key, before(wall, SAME)],
        )
        .await?;
    Ok(known == 1)
}

/// Writes a refusal; the oldest beyond [`MOST`] go.
pub(crate) async fn keep(tx: &mut IdentityTx, moment: &Moment, client: &str, endpoint: Endpoint, reason: &Reason) -> Result<()> {
    let id: kernel::Id<ClientError> = moment.id();
    tx.execute(
        "INSERT INTO client_errors (id, client_id, at, endpoint, error, reason) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, client, moment.wall, endpoint, reason.error, reason.key],
    )
    .await?;
    tx.execute(
        "DELETE FROM client_errors WHERE client_id = $1 AND id NOT IN \
         (SELECT id FROM client_errors WHERE client_id = $1 ORDER BY at DESC, id DESC LIMIT $2)",
        args![client, MOST],
    )
    .await
    .map(drop)
}

/// The refusals of a client, the latest first.
pub(crate) async fn recent(tx: &mut IdentityTx, client: &str) -> Result<Vec<ClientError>> {
    tx.all(
        "SELECT at, endpoint, error, reason FROM client_errors WHERE client_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
        args![client, MOST],
    )
    .await
}

record! {
    struct Told { at: Timestamp, reason: String }
}

/// When a client was refused since, for reasons that tell something of it.
pub(crate) async fn telling(tx: &mut IdentityTx, client: &str, since: Timestamp) -> Result<Vec<Timestamp>> {
    let rows: Vec<Told> = tx.all("SELECT at, reason FROM client_errors WHERE client_id = $1 AND at > $2", args![client, since]).await?;
    Ok(rows.into_iter().filter(|row| is_telling(&row.reason)).map(|row| row.at).collect())
}
