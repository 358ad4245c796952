//! Forms that act once, whatever the number of presses.

use db::{
    DbError, InstanceTx,
    idempotency::{self, Recalled},
};
use kernel::Moment;
use web::Failure;

/// Whether a form was received before with this key and this content: what it
/// asks is done, and is not done twice. `scope` says whose key it is.
///
/// Told that it was, the caller leaves without committing: of two presses at
/// once, the second finds the key taken, and its transaction is over.
///
/// # Errors
/// A refusal, in words, when the key served for another content.
pub(crate) async fn was_done(tx: &mut InstanceTx, moment: &Moment, scope: &str, key: &str, content: &str) -> Result<bool, Failure> {
    if key.is_empty() {
        return Ok(false);
    }
    match idempotency::recall(tx, scope, key, content).await? {
        Some(Recalled::Same(_)) => return Ok(true),
        Some(Recalled::Different) => {
            return Err(Failure::invalid("Cette page a déjà servi à autre chose. Rouvrez votre demande, puis recommencez."));
        }
        None => {}
    }
    match idempotency::remember(tx, moment, scope, key, content, serde_json::Value::Null).await {
        Err(DbError::Unique) => Ok(true),
        remembered => Ok(remembered.map(|()| false)?),
    }
}
