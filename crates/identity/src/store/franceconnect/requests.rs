//! People who are at FranceConnect.

use db::{IdentityTx, Result, args, record};
use kernel::{Timestamp, id::AccountId};

record! {
    /// What was asked. `nonce` is a digest, `verifier` is sealed.
    #[derive(Debug, Clone)]
    pub(crate) struct Asking {
        pub nonce: String,
        pub verifier: String,
        pub account_id: Option<AccountId>,
        pub request: Option<String>,
    }
}

/// Keeps a question of this browser, under the digest of its state.
pub(crate) async fn keep(tx: &mut IdentityTx, state: &str, visitor: &str, asking: Asking, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO fc_requests (state, visitor, nonce, verifier, account_id, request, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![state, visitor, asking.nonce, asking.verifier, asking.account_id, asking.request, wall],
    )
    .await
    .map(drop)
}

/// Takes it: an answer serves once, in its own browser, not before `since`.
pub(crate) async fn take(tx: &mut IdentityTx, state: &str, visitor: &str, since: Timestamp) -> Result<Option<Asking>> {
    tx.optional(
        "DELETE FROM fc_requests WHERE state = $1 AND visitor = $2 AND created_at > $3 RETURNING nonce, verifier, account_id, request",
        args![state, visitor, since],
    )
    .await
}
