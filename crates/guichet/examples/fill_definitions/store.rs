//! The statements: what is published, and publishing more.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp};
use serde_json::Value;

record! { struct Row { document: Value } }

/// The documents published there.
pub async fn published(tx: &mut InstanceTx) -> Result<Vec<Value>> {
    let sql = "SELECT document FROM definitions JOIN published ON published.hash = definitions.hash ORDER BY published.teleservice";
    Ok(tx.all::<Row>(sql, args![]).await?.into_iter().map(|row| row.document).collect())
}

/// Publishes one, as the program does once it is checked.
pub async fn publish(tx: &mut InstanceTx, hash: &str, (slug, title): (&Slug, &str), document: Value, at: Timestamp) -> Result<()> {
    let keep = "INSERT INTO definitions (hash, teleservice, title, document, created_at) VALUES ($1, $2, $3, $4, $5)";
    tx.execute(keep, args![hash, slug, title, document, at]).await?;
    let publish = "INSERT INTO published (teleservice, hash, origin, published_at, version) VALUES ($1, $2, 'own', $3, 1)";
    tx.execute(publish, args![slug, hash, at]).await.map(drop)
}
