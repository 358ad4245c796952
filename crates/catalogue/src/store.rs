//! Every SQL statement of the part.

use db::{Doc, PlatformTx, Result, args, record};
use kernel::Moment;

use crate::{
    entry::Entry,
    offering::{Access, teleservice},
};

record! {
    struct Row { entry: Doc<Entry> }
}

/// Publishes an entry: it takes the place of the one of the same id. Call
/// [`crate::Catalogue::reload`] after the commit.
pub async fn put(tx: &mut PlatformTx, moment: &Moment, entry: &Entry) -> Result<()> {
    tx.execute(
        "INSERT INTO offerings (id, authority, teleservice, entry, kind, published_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1)
         ON CONFLICT (id) DO UPDATE SET authority = $2, teleservice = $3, entry = $4, kind = $5, published_at = $6, version = offerings.version + 1",
        args![&entry.id, &entry.authority, teleservice(entry), Doc(entry), Access::of(entry), moment.now],
    )
    .await
    .map(drop)
}

/// Puts an entry unless one of the same id is there.
pub(crate) async fn add(tx: &mut PlatformTx, moment: &Moment, entry: &Entry) -> Result<()> {
    tx.execute(
        "INSERT INTO offerings (id, authority, teleservice, entry, kind, published_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1)
         ON CONFLICT (id) DO NOTHING",
        args![&entry.id, &entry.authority, teleservice(entry), Doc(entry), Access::of(entry), moment.now],
    )
    .await
    .map(drop)
}

/// Takes an entry away; whether it was there.
pub async fn remove(tx: &mut PlatformTx, id: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM offerings WHERE id = $1", args![id]).await? == 1)
}

/// Every entry, in the order of their ids.
pub(crate) async fn all(tx: &mut PlatformTx) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = tx.all("SELECT entry FROM offerings ORDER BY id", args![]).await?;
    Ok(rows.into_iter().map(|row| row.entry.0).collect())
}
