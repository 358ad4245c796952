//! Authorization codes.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

use super::grants::GrantId;

record! {
    /// A code and what it is bound to.
    pub(crate) struct Code {
        pub grant_id: GrantId,
        pub redirect_uri: String,
        pub nonce: Option<String>,
        pub challenge: Option<String>,
        pub key_thumbprint: Option<String>,
        pub expires_at: Timestamp,
        pub used_at: Option<Timestamp>,
    }
}

pub(crate) async fn create(tx: &mut IdentityTx, digest: &str, code: Code) -> Result<()> {
    tx.execute(
        "INSERT INTO codes (digest, grant_id, redirect_uri, nonce, challenge, key_thumbprint, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![digest, code.grant_id, code.redirect_uri, code.nonce, code.challenge, code.key_thumbprint, code.expires_at],
    )
    .await
    .map(drop)
}

pub(crate) async fn get(tx: &mut IdentityTx, digest: &str) -> Result<Option<Code>> {
    tx.optional(
        "SELECT grant_id, redirect_uri, nonce, challenge, key_thumbprint, expires_at, used_at FROM codes WHERE digest = $1",
        args![digest],
    )
    .await
}

/// Uses a code up: of several at once, one gets true.
pub(crate) async fn redeem(tx: &mut IdentityTx, digest: &str, wall: Timestamp) -> Result<bool> {
    Ok(tx.execute("UPDATE codes SET used_at = $2 WHERE digest = $1 AND used_at IS NULL", args![digest, wall]).await? == 1)
}
