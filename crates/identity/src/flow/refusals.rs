//! What a client was refused is kept for its developer.

use db::Result;
use kernel::Moment;

use super::client_health;
use crate::{
    Identity,
    model::{endpoint::Endpoint, reason::Reason},
    store::client_errors,
};

/// Keeps a refusal. What cannot be written changes nothing to the answer.
pub(crate) async fn note(identity: &Identity, moment: &Moment, client: &str, endpoint: Endpoint, reason: &Reason) {
    if let Err(error) = written(identity, moment, client, endpoint, reason).await {
        tracing::warn!(%error, "a client's refusal could not be kept");
    }
}

async fn written(identity: &Identity, moment: &Moment, client: &str, endpoint: Endpoint, reason: &Reason) -> Result<()> {
    let mut tx = identity.databases.identity_read().await?;
    let is_news = client_errors::is_news(&mut tx, client, endpoint, reason, moment.wall).await?;
    drop(tx);
    if is_news {
        let mut tx = identity.databases.identity_note().await?;
        client_errors::keep(&mut tx, moment, client, endpoint, reason).await?;
        client_health::watch(&mut tx, moment, client).await?;
        tx.commit().await?;
    }
    Ok(())
}
