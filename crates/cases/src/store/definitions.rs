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
        /// What people call it.
        pub title: String,
        /// Its definition.
        pub hash: String,
        /// Its own, or the Métropole's.
        pub origin: Origin,
        /// Since when.
        pub published_at: Timestamp,
    }
}
record! { struct Document { document: serde_json::Value } }
record! { struct Written { document: String } }
record! { struct Binding { function: Slug, team: Slug } }

pub async fn published(tx: &mut InstanceTx) -> Result<Vec<Published>> {
    tx.all(
        "SELECT published.teleservice, title, published.hash, origin, published_at FROM published
         JOIN definitions ON definitions.hash = published.hash ORDER BY published.teleservice",
        args![],
    )
    .await
}

record! {
    /// A téléservice that agents answer here, by its definition.
    pub struct Answered { pub teleservice: Slug, pub hash: String }
}

/// What is published, and what was handed over by others and is still open: of
/// several versions, the one that was kept last.
pub async fn answered(tx: &mut InstanceTx) -> Result<Vec<Answered>> {
    tx.all(
        "SELECT teleservice, hash FROM published UNION ALL SELECT teleservice, hash FROM
         (SELECT here.teleservice, hash, ROW_NUMBER() OVER (PARTITION BY here.teleservice ORDER BY created_at DESC, hash) AS age FROM
          (SELECT DISTINCT teleservice, definition FROM cases WHERE is_open AND moved_to IS NULL) AS here
          JOIN definitions ON hash = definition WHERE here.teleservice NOT IN (SELECT teleservice FROM published)) AS versions
         WHERE age = 1 ORDER BY teleservice",
        args![],
    )
    .await
}

pub async fn published_as(tx: &mut InstanceTx, teleservice: &Slug) -> Result<Option<Published>> {
    tx.optional(
        "SELECT published.teleservice, title, published.hash, origin, published_at FROM published
         JOIN definitions ON definitions.hash = published.hash WHERE published.teleservice = $1",
        args![teleservice],
    )
    .await
}

pub async fn document(tx: &mut InstanceTx, hash: &str) -> Result<serde_json::Value> {
    Ok(tx.one::<Document>("SELECT document FROM definitions WHERE hash = $1", args![hash]).await?.document)
}

/// The same as text, for whoever reads a part of it: no tree is made of the rest.
pub async fn written(tx: &mut InstanceTx, hash: &str) -> Result<String> {
    let sql = "SELECT CAST(document AS TEXT) AS document FROM definitions WHERE hash = $1";
    Ok(tx.one::<Written>(sql, args![hash]).await?.document)
}

/// Whether a definition is kept here.
pub async fn is_kept(tx: &mut InstanceTx, hash: &str) -> Result<bool> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM definitions WHERE hash = $1", args![hash]).await?;
    Ok(count > 0)
}

/// Keeps a definition; one already kept stays as it is.
pub async fn keep(
    tx: &mut InstanceTx,
    hash: &str,
    (teleservice, title): (&Slug, &str),
    document: serde_json::Value,
    at: Timestamp,
) -> Result<()> {
    tx.execute(
        "INSERT INTO definitions (hash, teleservice, title, document, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (hash) DO NOTHING",
        args![hash, teleservice, title, document, at],
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use db::{Databases, DbKey, InstanceKey, Kind, Migration, testing::on_each_engine};

    use super::*;

    const HASH: &str = "0123";

    #[tokio::test]
    async fn what_was_published_before_titles_were_kept_has_its_own() {
        let has_titles = |migration: &Migration| matches!(migration.kind, Kind::Instance) && migration.number >= 10;
        let before: Vec<Migration> = crate::MIGRATIONS.iter().filter(|migration| !has_titles(migration)).copied().collect();
        on_each_engine(&[&before], async |bench| {
            let bron = InstanceKey::parse("bron").unwrap();
            bench.databases.create(&DbKey::Instance(bron.clone())).await.unwrap();
            let mut tx = bench.databases.instance_write(&bron).await.unwrap();
            let document = serde_json::json!({ "title": "Demander un acte de mariage" });
            let kept = "INSERT INTO definitions (hash, teleservice, document, created_at) VALUES ($1, 'mariage', $2, 0)";
            tx.execute(kept, args![HASH, document]).await.unwrap();
            let live = "INSERT INTO published (teleservice, hash, origin, published_at, version) VALUES ('mariage', $1, 'own', 0, 1)";
            tx.execute(live, args![HASH]).await.unwrap();
            tx.commit().await.unwrap();

            let again = Databases::open(bench.engine.clone(), &[crate::MIGRATIONS], Arc::clone(&bench.clock) as _).await.unwrap();
            let mut tx = again.instance_read(&bron).await.unwrap();
            let titles: Vec<String> = published(&mut tx).await.unwrap().into_iter().map(|each| each.title).collect();
            assert_eq!(titles, ["Demander un acte de mariage"]);
            drop(tx);
            again.close().await;
        })
        .await;
    }
}
