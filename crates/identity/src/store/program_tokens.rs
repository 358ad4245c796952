//! Access tokens that clients hold in their own name, kept as digests.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

use crate::model::api_scope::ApiScopes;

record! {
    struct Row { client_id: String, scopes: String, key_thumbprint: Option<String>, created_at: Timestamp, expires_at: Timestamp }
}

/// A token of a program.
#[derive(Debug, Clone)]
pub(crate) struct ProgramToken {
    pub client_id: String,
    pub scopes: ApiScopes,
    pub key_thumbprint: Option<String>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
}

pub(crate) async fn create(tx: &mut IdentityTx, digest: &str, token: ProgramToken) -> Result<()> {
    tx.execute(
        "INSERT INTO program_tokens (digest, client_id, scopes, key_thumbprint, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![digest, token.client_id, token.scopes.to_text(), token.key_thumbprint, token.created_at, token.expires_at],
    )
    .await
    .map(drop)
}

/// A token that is worth something: its client is not disconnected.
pub(crate) async fn get(tx: &mut IdentityTx, digest: &str, wall: Timestamp) -> Result<Option<ProgramToken>> {
    let row: Option<Row> = tx
        .optional(
            "SELECT t.client_id, t.scopes, t.key_thumbprint, t.created_at, t.expires_at FROM program_tokens t \
             JOIN clients c ON c.id = t.client_id LEFT JOIN organisations o ON o.id = c.organisation_id \
             WHERE t.digest = $1 AND t.expires_at > $2 AND c.suspended_at IS NULL AND o.suspended_at IS NULL",
            args![digest, wall],
        )
        .await?;
    Ok(row.map(|row| ProgramToken {
        client_id: row.client_id,
        // a scope that is no more gives nothing
        scopes: ApiScopes::parse(&row.scopes).unwrap_or_default(),
        key_thumbprint: row.key_thumbprint,
        created_at: row.created_at,
        expires_at: row.expires_at,
    }))
}

/// Takes back a token of this client.
pub(crate) async fn remove(tx: &mut IdentityTx, digest: &str, client: &str) -> Result<()> {
    tx.execute("DELETE FROM program_tokens WHERE digest = $1 AND client_id = $2", args![digest, client]).await.map(drop)
}
