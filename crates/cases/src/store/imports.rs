//! Imports of definitions, each with what was live before.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, Timestamp};

record! {
    /// A téléservice of an import.
    #[derive(Debug, Clone)]
    pub struct Imported {
        /// Its name.
        pub teleservice: Slug,
        /// What the import published.
        pub hash: String,
        /// What was live before, if anything was.
        pub previous: Option<String>,
    }
}
record! { struct Last { number: Option<i64> } }

/// The number of the last import.
pub async fn last(tx: &mut InstanceTx) -> Result<Option<i64>> {
    Ok(tx.one::<Last>("SELECT MAX(number) AS number FROM imports", args![]).await?.number)
}

pub async fn begin(tx: &mut InstanceTx, number: i64, at: Timestamp) -> Result<()> {
    tx.execute("INSERT INTO imports (number, imported_at) VALUES ($1, $2)", args![number, at]).await.map(drop)
}

pub async fn add(tx: &mut InstanceTx, import: i64, line: &Imported) -> Result<()> {
    tx.execute(
        "INSERT INTO imported (import, teleservice, hash, previous) VALUES ($1, $2, $3, $4)",
        args![import, &line.teleservice, &line.hash, line.previous.as_deref()],
    )
    .await
    .map(drop)
}

pub async fn of(tx: &mut InstanceTx, import: i64) -> Result<Vec<Imported>> {
    tx.all("SELECT teleservice, hash, previous FROM imported WHERE import = $1 ORDER BY teleservice", args![import]).await
}

/// Forgets an import: it was taken back.
pub async fn forget(tx: &mut InstanceTx, number: i64) -> Result<()> {
    tx.execute("DELETE FROM imports WHERE number = $1", args![number]).await.map(drop)
}
