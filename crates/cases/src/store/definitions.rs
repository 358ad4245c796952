//! Definitions of an instance.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp};

use crate::model::Origin;

record! {
    /// What an instance offers under a name.
    #[derive(Debug, Clone)]
    pub struct Published {
        /// The téléservice.
        pub teleservice: Slug,
        /// Its definition.
        pub hash: String,
        /// Its own, or the Métropole's.
        pub origin: Origin,
        /// Since when.
        pub published_at: Timestamp,
    }
}
record! { struct Document { document: serde_json::Value } }
record! { struct Binding { function: Slug, team: Slug } }

pub async fn published(tx: &mut InstanceTx) -> Result<Vec<Published>> {
    tx.all("SELECT teleservice, hash, origin, published_at FROM published ORDER BY teleservice", args![]).await
}

pub async fn published_as(tx: &mut InstanceTx, teleservice: &Slug) -> Result<Option<Published>> {
    tx.optional("SELECT teleservice, hash, origin, published_at FROM published WHERE teleservice = $1", args![teleservice]).await
}

pub async fn document(tx: &mut InstanceTx, hash: &str) -> Result<serde_json::Value> {
    Ok(tx.one::<Document>("SELECT document FROM definitions WHERE hash = $1", args![hash]).await?.document)
}

/// Whether a definition is kept here.
pub async fn is_kept(tx: &mut InstanceTx, hash: &str) -> Result<bool> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM definitions WHERE hash = $1", args![hash]).await?;
    Ok(count > 0)
}

/// Keeps a definition; one already kept stays as it is.
pub async fn keep(tx: &mut InstanceTx, hash: &str, teleservice: &Slug, document: serde_json::Value, at: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO definitions (hash, teleservice, document, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING",
        args![hash, teleservice, document, at],
    )
    .await
    .map(drop)
}

pub async fn publish(tx: &mut InstanceTx, teleservice: &Slug, hash: &str, origin: Origin, at: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO published (teleservice, hash, origin, published_at, version) VALUES ($1, $2, $3, $4, 1)
         ON CONFLICT (teleservice) DO UPDATE SET hash = excluded.hash, origin = excluded.origin, published_at = excluded.published_at,
         version = published.version + 1",
        args![teleservice, hash, origin, at],
    )
    .await
    .map(drop)
}

/// Offers a téléservice no more. Its definitions stay: cases are pinned to them.
pub async fn withdraw(tx: &mut InstanceTx, teleservice: &Slug) -> Result<()> {
    tx.execute("DELETE FROM published WHERE teleservice = $1", args![teleservice]).await.map(drop)
}

/// The teams behind the functions of a téléservice.
pub async fn bindings(tx: &mut InstanceTx, teleservice: &Slug) -> Result<Vec<(Slug, Slug)>> {
    let rows: Vec<Binding> =
        tx.all("SELECT function, team FROM bindings WHERE teleservice = $1 ORDER BY function", args![teleservice]).await?;
    Ok(rows.into_iter().map(|row| (row.function, row.team)).collect())
}

pub async fn bind(tx: &mut InstanceTx, teleservice: &Slug, function: &Slug, team: &Slug) -> Result<()> {
    tx.execute(
        "INSERT INTO bindings (teleservice, function, team) VALUES ($1, $2, $3)
         ON CONFLICT (teleservice, function) DO UPDATE SET team = excluded.team",
        args![teleservice, function, team],
    )
    .await
    .map(drop)
}
