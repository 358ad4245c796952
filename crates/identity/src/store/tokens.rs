//! Access tokens and refresh tokens: opaque, kept as digests.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

use super::grants::GrantId;
use crate::model::scope::Scopes;

record! {
    /// An access token.
    pub(crate) struct AccessToken {
        pub grant_id: GrantId,
        pub scopes: Scopes,
        /// The key that it is bound to (RFC 9449 §6).
        pub key_thumbprint: Option<String>,
        pub created_at: Timestamp,
        pub expires_at: Timestamp,
    }
}

record! {
    /// A refresh token.
    pub(crate) struct RefreshToken { pub grant_id: GrantId, pub created_at: Timestamp, pub expires_at: Timestamp, pub used_at: Option<Timestamp> }
}

pub(crate) async fn create_access(tx: &mut IdentityTx, digest: &str, token: AccessToken) -> Result<()> {
    tx.execute(
        "INSERT INTO access_tokens (digest, grant_id, scopes, key_thumbprint, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![digest, token.grant_id, token.scopes, token.key_thumbprint, token.created_at, token.expires_at],
    )
    .await
    .map(drop)
}

pub(crate) async fn access(tx: &mut IdentityTx, digest: &str, wall: Timestamp) -> Result<Option<AccessToken>> {
    tx.optional(
        "SELECT grant_id, scopes, key_thumbprint, created_at, expires_at FROM access_tokens WHERE digest = $1 AND expires_at > $2",
        args![digest, wall],
    )
    .await
}

pub(crate) async fn remove_access(tx: &mut IdentityTx, digest: &str) -> Result<()> {
    tx.execute("DELETE FROM access_tokens WHERE digest = $1", args![digest]).await.map(drop)
}

pub(crate) async fn create_refresh(tx: &mut IdentityTx, digest: &str, token: RefreshToken) -> Result<()> {
    tx.execute(
        "INSERT INTO refresh_tokens (digest, grant_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        args![digest, token.grant_id, token.created_at, token.expires_at],
    )
    .await
    .map(drop)
}

/// A refresh token, used or not: using one twice betrays a theft.
pub(crate) async fn refresh(tx: &mut IdentityTx, digest: &str, wall: Timestamp) -> Result<Option<RefreshToken>> {
    tx.optional(
        "SELECT grant_id, created_at, expires_at, used_at FROM refresh_tokens WHERE digest = $1 AND expires_at > $2",
        args![digest, wall],
    )
    .await
}

/// Uses a refresh token up: of several at once, one gets true.
pub(crate) async fn rotate(tx: &mut IdentityTx, digest: &str, wall: Timestamp) -> Result<bool> {
    Ok(tx.execute("UPDATE refresh_tokens SET used_at = $2 WHERE digest = $1 AND used_at IS NULL", args![digest, wall]).await? == 1)
}
