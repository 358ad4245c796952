//! Forms that act once, whatever the number of presses.

use db::{
    DbError, InstanceTx, Result,
    idempotency::{self, Recalled},
};
use kernel::Moment;
use web::cookie::digest;

use crate::answering::JoinedFile;

/// What is known of a form that is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Nothing: what it asks is to be done.
    First,
    /// It was received: what it asks is done, and is not done twice.
    Again,
    /// Its key served for another content.
    Other,
}

/// What is said to whoever sends a page again with something else in it.
pub(crate) const USED: &str = "Cette page a déjà servi\u{a0}: le premier envoi est enregistré, pas celui-ci. Relisez, puis recommencez.";

/// Whether a form was received before with this key and this content. `scope`
/// says whose key it is.
///
/// Told that it was, the caller leaves without committing: of two presses at
/// once, the second finds the key taken, and its transaction is over.
pub(crate) async fn pressed(tx: &mut InstanceTx, moment: &Moment, scope: &str, key: &str, content: &str) -> Result<Seen> {
    if key.is_empty() {
        return Ok(Seen::First);
    }
    match idempotency::recall(tx, scope, key, content).await? {
        Some(Recalled::Same(_)) => return Ok(Seen::Again),
        Some(Recalled::Different) => return Ok(Seen::Other),
        None => {}
    }
    match idempotency::remember(tx, moment, scope, key, content, serde_json::Value::Null).await {
        Err(DbError::Unique) => Ok(Seen::Again),
        remembered => remembered.map(|()| Seen::First),
    }
}

/// What tells a content from another: its words and its files.
pub(crate) fn content(words: &str, files: &[JoinedFile]) -> String {
    let files: Vec<(&str, &str)> = files.iter().map(|file| (file.name.as_str(), file.blob.hash.as_str())).collect();
    digest(&format!("{words:?} {files:?}"))
}
