//! What the support of a service may know of a person's sign-in to it.

use db::{IdentityTx, Result, args, record};
use kernel::Timestamp;

record! {
    /// A person, as one client knows her.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct Known {
        /// When tokens were last given for her.
        pub signed_in_at: Option<Timestamp>,
        /// Until when she agreed; nothing when she took it back.
        pub agreed_until: Option<Timestamp>,
    }
}

/// The owner of an address, as this client knows her. Nothing when nobody has
/// the address, or when she never came: one question, one time.
pub(crate) async fn known(tx: &mut IdentityTx, client: &str, email_key: &str) -> Result<Option<Known>> {
    tx.optional(
        "SELECT k.signed_in_at, k.agreed_until FROM acquaintances k JOIN accounts a ON a.id = k.account_id \
         WHERE k.client_id = $1 AND a.email_key = $2",
        args![client, email_key],
    )
    .await
}
