//! Questions and blocks that authorities share, on the platform.

use db::{PlatformTx, Result, args, record};
use kernel::{Slug, Timestamp};

record! {
    /// A question, or a block of them, that an authority shares.
    #[derive(Debug, Clone)]
    pub struct Shared {
        /// Whose it is.
        pub authority: Slug,
        /// Its name there: what is asked.
        pub label: String,
        /// The question, as a document writes it.
        pub field: serde_json::Value,
        /// Since when it is as it is.
        pub kept_at: Timestamp,
        /// Who put it there.
        pub kept_by: String,
    }
}

const COLUMNS: &str = "authority, label, field, kept_at, kept_by";

/// Everything shared, by name.
pub async fn all(tx: &mut PlatformTx) -> Result<Vec<Shared>> {
    tx.all(format!("SELECT {COLUMNS} FROM library ORDER BY label, authority LIMIT 500"), args![]).await
}

/// Shares a question; what the authority shared under this name before gives way.
pub async fn keep(tx: &mut PlatformTx, shared: &Shared) -> Result<()> {
    let sql = "INSERT INTO library (authority, label, field, kept_at, kept_by) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (authority, label) DO UPDATE SET field = excluded.field, kept_at = excluded.kept_at, kept_by = excluded.kept_by";
    tx.execute(sql, args![&shared.authority, &shared.label, shared.field.clone(), shared.kept_at, &shared.kept_by]).await.map(drop)
}

/// Shares it no more: who copied it keeps her copy. False when it was not shared.
pub async fn remove(tx: &mut PlatformTx, authority: &Slug, label: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM library WHERE authority = $1 AND label = $2", args![authority, label]).await? == 1)
}
