//! What authorities offer to each other, on the platform.

use db::{PlatformTx, Result, args, record};
use kernel::{Slug, Timestamp};

record! {
    /// A téléservice that an authority offers to the others.
    #[derive(Debug, Clone)]
    pub struct Offered {
        /// Whose it is.
        pub authority: Slug,
        /// Its name.
        pub teleservice: Slug,
        /// The version offered.
        pub hash: String,
        /// Its title.
        pub title: String,
        /// What it is, in a sentence.
        pub summary: String,
        /// Since when this version is offered.
        pub offered_at: Timestamp,
        /// When it was taken back.
        pub withdrawn_at: Option<Timestamp>,
    }
}

record! { struct Kept { document: serde_json::Value } }

/// A téléservice to offer.
pub struct NewOffer<'a> {
    /// Whose it is.
    pub authority: &'a Slug,
    /// Its name.
    pub teleservice: &'a Slug,
    /// The version.
    pub hash: &'a str,
    /// The document of this version.
    pub document: serde_json::Value,
    /// Its title.
    pub title: &'a str,
    /// What it is, in a sentence.
    pub summary: &'a str,
    /// By whom.
    pub by: &'a str,
    /// When.
    pub at: Timestamp,
}

/// Everything that was ever offered, by title.
pub async fn all(tx: &mut PlatformTx) -> Result<Vec<Offered>> {
    let sql = "SELECT authority, teleservice, hash, title, summary, offered_at, withdrawn_at FROM pack ORDER BY title, authority";
    tx.all(sql, args![]).await
}

/// A téléservice, if it was ever offered.
pub async fn of(tx: &mut PlatformTx, authority: &Slug, teleservice: &Slug) -> Result<Option<Offered>> {
    let sql = "SELECT authority, teleservice, hash, title, summary, offered_at, withdrawn_at FROM pack
         WHERE authority = $1 AND teleservice = $2";
    tx.optional(sql, args![authority, teleservice]).await
}

/// A version that was offered, as it was.
pub async fn document(tx: &mut PlatformTx, hash: &str) -> Result<serde_json::Value> {
    Ok(tx.one::<Kept>("SELECT document FROM pack_documents WHERE hash = $1", args![hash]).await?.document)
}

/// Offers a téléservice, or its next version.
pub async fn offer(tx: &mut PlatformTx, new: NewOffer<'_>) -> Result<()> {
    tx.execute("INSERT INTO pack_documents (hash, document) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", args![new.hash, new.document])
        .await?;
    let sql = "INSERT INTO pack (authority, teleservice, hash, title, summary, offered_at, offered_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
         ON CONFLICT (authority, teleservice) DO UPDATE SET hash = excluded.hash, title = excluded.title, summary = excluded.summary,
         offered_at = excluded.offered_at, offered_by = excluded.offered_by, version = pack.version + 1, withdrawn_at = NULL";
    tx.execute(sql, args![new.authority, new.teleservice, new.hash, new.title, new.summary, new.at, new.by]).await.map(drop)
}

/// Offers a téléservice no more: who has it keeps it. False when it was not offered.
pub async fn withdraw(tx: &mut PlatformTx, authority: &Slug, teleservice: &Slug, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE pack SET withdrawn_at = $3 WHERE authority = $1 AND teleservice = $2 AND withdrawn_at IS NULL";
    Ok(tx.execute(sql, args![authority, teleservice, at]).await? == 1)
}
