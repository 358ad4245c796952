//! The connectors of an instance.

use db::{InstanceTx, Result, args};
use kernel::{Slug, text::folded};

use crate::model::{Connector, Proof};

const COLUMNS: &str = "slug, label, url, proof, name, secret, seconds, version";

/// Every connector, by label.
pub async fn all(tx: &mut InstanceTx) -> Result<Vec<Connector>> {
    let mut all: Vec<Connector> = tx.all(format!("SELECT {COLUMNS} FROM connectors"), args![]).await?;
    all.sort_by_key(|one| (folded(&one.label), one.slug.clone()));
    Ok(all)
}

pub async fn by_slug(tx: &mut InstanceTx, slug: &Slug) -> Result<Option<Connector>> {
    tx.optional(format!("SELECT {COLUMNS} FROM connectors WHERE slug = $1"), args![slug]).await
}

/// What is kept of a connector.
pub struct Settings<'a> {
    pub label: &'a str,
    pub url: &'a str,
    pub proof: Proof,
    pub name: &'a str,
    /// Sealed.
    pub secret: Option<&'a str>,
    pub seconds: i64,
}

/// A new connector. False when there is already one of this name.
pub async fn add(tx: &mut InstanceTx, slug: &Slug, new: &Settings<'_>) -> Result<bool> {
    let sql = "INSERT INTO connectors (slug, label, url, proof, name, secret, seconds, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
         ON CONFLICT (slug) DO NOTHING";
    Ok(tx.execute(sql, args![slug, new.label, new.url, new.proof, new.name, new.secret.map(str::to_owned), new.seconds]).await? == 1)
}

/// Takes away a connector that nothing is bound to, with what came of its calls.
pub async fn remove(tx: &mut InstanceTx, slug: &Slug) -> Result<()> {
    tx.execute("DELETE FROM connector_calls WHERE connector = $1", args![slug]).await?;
    tx.execute("DELETE FROM connectors WHERE slug = $1", args![slug]).await.map(drop)
}

/// Changes a connector as it was seen. False when somebody changed it since.
pub async fn set(tx: &mut InstanceTx, slug: &Slug, seen: i64, to: &Settings<'_>) -> Result<bool> {
    let sql = "UPDATE connectors SET label = $3, url = $4, proof = $5, name = $6, secret = $7, seconds = $8, version = version + 1
         WHERE slug = $1 AND version = $2";
    Ok(tx.execute(sql, args![slug, seen, to.label, to.url, to.proof, to.name, to.secret.map(str::to_owned), to.seconds]).await? == 1)
}
