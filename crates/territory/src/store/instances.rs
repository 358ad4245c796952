//! The table of instances.

use db::{InstanceKey, PlatformTx, Result, args};
use kernel::{Slug, Timestamp};

use crate::model::{Instance, InstanceState};

/// Every instance.
pub async fn all(tx: &mut PlatformTx) -> Result<Vec<Instance>> {
    tx.all("SELECT authority, stage, state, opened_at, version FROM instances ORDER BY authority, stage", args![]).await
}

/// The instances of an authority that stand there.
pub async fn of(tx: &mut PlatformTx, authority: &Slug, state: InstanceState) -> Result<Vec<Instance>> {
    tx.all(
        "SELECT authority, stage, state, opened_at, version FROM instances WHERE authority = $1 AND state = $2 ORDER BY stage",
        args![authority, state],
    )
    .await
}

/// Begins to open an instance, new or closed; one that is open is left as it is.
pub async fn begin(tx: &mut PlatformTx, key: &InstanceKey, now: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO instances (authority, stage, state, opened_at, version) VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (authority, stage) DO UPDATE SET state = $3, opened_at = $4, version = instances.version + 1
         WHERE instances.state = 'closed'",
        args![&key.authority, key.stage, InstanceState::Opening, now],
    )
    .await
    .map(drop)
}

/// Moves an instance from one state to another; whether it stood there.
pub async fn pass(tx: &mut PlatformTx, key: &InstanceKey, from: InstanceState, to: InstanceState) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE instances SET state = $4, version = version + 1 WHERE authority = $1 AND stage = $2 AND state = $3",
            args![&key.authority, key.stage, from, to],
        )
        .await?;
    Ok(touched == 1)
}
