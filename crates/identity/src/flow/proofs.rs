//! Assertions and proofs serve once, on every replica.

use db::{DbError, Result};
use kernel::Timestamp;
use web::cookie::digest;

use crate::{Identity, store::proofs};

/// Uses up the proof `id` of `holder`. False when it was used already. It does
/// not wait for the disk: what a power cut makes us forget has a minute to live.
pub(crate) async fn spend(identity: &Identity, holder: &str, id: &str, until: i64) -> Result<bool> {
    let until = Timestamp::from_second(until).map_err(|_| DbError::Other("a proof without end".to_owned()))?;
    let mut tx = identity.databases.identity_note().await?;
    let is_new = proofs::spend(&mut tx, &digest(&format!("{holder}\n{id}")), until).await?;
    tx.commit().await?;
    Ok(is_new)
}
