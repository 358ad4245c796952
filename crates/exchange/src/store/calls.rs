//! What came of the last calls.

use db::{InstanceTx, Result, args, record};
use kernel::{Moment, Slug, Timestamp};

use crate::model::Past;

record! {
    /// The last call of a connector.
    pub struct Last {
        pub connector: Slug,
        pub at: Timestamp,
        pub outcome: crate::Outcome,
    }
}

/// Writes a call down, and forgets those before `since`.
pub async fn add(tx: &mut InstanceTx, moment: &Moment, connector: &Slug, past: &Past, since: Timestamp) -> Result<()> {
    tx.execute("DELETE FROM connector_calls WHERE connector = $1 AND at < $2", args![connector, since]).await?;
    tx.execute(
        "INSERT INTO connector_calls (id, connector, at, about, outcome, status, millis) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![moment.id::<Past>(), connector, past.at, past.about.clone(), past.outcome, past.status, past.millis],
    )
    .await
    .map(drop)
}

/// The last calls of a connector, latest first.
pub async fn latest(tx: &mut InstanceTx, connector: &Slug, limit: u32) -> Result<Vec<Past>> {
    tx.all(
        "SELECT at, about, outcome, status, millis FROM connector_calls WHERE connector = $1 ORDER BY at DESC, id DESC LIMIT $2",
        args![connector, limit],
    )
    .await
}

/// The last call of each connector.
pub async fn last_of_each(tx: &mut InstanceTx) -> Result<Vec<Last>> {
    tx.all(
        "SELECT connector, at, outcome FROM connector_calls AS call WHERE id = (
             SELECT id FROM connector_calls AS other WHERE other.connector = call.connector ORDER BY at DESC, id DESC LIMIT 1)",
        args![],
    )
    .await
}
