//! Answers given to commands that create: asked again with the same key, a
//! command answers the same and does nothing.
//!
//! The answer is remembered in the transaction of the command. Of two at once,
//! the unique key lets one commit; the other gets [`crate::DbError::Unique`],
//! is rolled back, and recalls the answer of the first.

use kernel::{Moment, Timestamp};
use serde_json::Value;

use crate::{Result, Tx, args, record};

/// What is known of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Recalled {
    /// The same command was done; this was its answer.
    Same(Value),
    /// The key served for another command.
    Different,
}

record! {
    struct Known { fingerprint: String, answer: Value }
}

/// Remembers the answer given to a command. `scope` says whose key it is;
/// `fingerprint` tells the content of the command.
///
/// # Errors
/// [`crate::DbError::Unique`] when the key is known already.
pub async fn remember(tx: &mut Tx, moment: &Moment, scope: &str, key: &str, fingerprint: &str, answer: Value) -> Result<()> {
    tx.execute(
        "INSERT INTO idempotency_keys (scope, key, fingerprint, answer, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![scope, key, fingerprint, answer, moment.wall],
    )
    .await
    .map(drop)
}

/// What is known of a key, if anything.
pub async fn recall(tx: &mut Tx, scope: &str, key: &str, fingerprint: &str) -> Result<Option<Recalled>> {
    let known: Option<Known> =
        tx.optional("SELECT fingerprint, answer FROM idempotency_keys WHERE scope = $1 AND key = $2", args![scope, key]).await?;
    Ok(known.map(|known| if known.fingerprint == fingerprint { Recalled::Same(known.answer) } else { Recalled::Different }))
}

/// Forgets the keys made before `before` (real time); how many there were.
pub async fn purge(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM idempotency_keys WHERE created_at < $1", args![before]).await
}
