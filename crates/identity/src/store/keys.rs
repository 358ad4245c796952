//! Keys that sign tokens.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

use crate::model::protocol::SigningAlg;

record! {
    /// A key, its private half sealed.
    pub(crate) struct KeyRow {
        pub kid: String,
        pub public: serde_json::Value,
        pub private: String,
        pub algorithm: SigningAlg,
        pub created_at: Timestamp,
    }
}

/// Every key, the oldest first.
pub(crate) async fn all(tx: &mut IdentityTx) -> Result<Vec<KeyRow>> {
    tx.all("SELECT kid, public, private, algorithm, created_at FROM signing_keys ORDER BY created_at, kid", args![]).await
}

pub(crate) async fn add(tx: &mut IdentityTx, key: KeyRow) -> Result<()> {
    tx.execute(
        "INSERT INTO signing_keys (kid, public, private, algorithm, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![key.kid, key.public, key.private, key.algorithm, key.created_at],
    )
    .await
    .map(drop)
}

pub(crate) async fn remove(tx: &mut IdentityTx, kid: &str) -> Result<()> {
    tx.execute("DELETE FROM signing_keys WHERE kid = $1", args![kid]).await.map(drop)
}
