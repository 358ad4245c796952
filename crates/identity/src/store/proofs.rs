//! Assertions and proofs that were shown.

use db::{IdentityTx, Result, args};
use kernel::Timestamp;

/// Remembers one until it is worth nothing by itself. False when it was shown
/// before: of several at once, one gets true.
pub(crate) async fn spend(tx: &mut IdentityTx, digest: &str, expires_at: Timestamp) -> Result<bool> {
    let added = tx
        .execute("INSERT INTO spent_proofs (digest, expires_at) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING", args![digest, expires_at])
        .await?;
    Ok(added == 1)
}
