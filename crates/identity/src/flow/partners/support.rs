//! The support of a service looks whether a person's sign-in works. Each look
//! is counted, and is in the audit trail under a pseudonym of the address.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId, values::Email};
use serde_json::json;

use super::record;
use crate::{
    Identity,
    flow::attempts::Attempt,
    store::partners::lookups::{self, Known},
};

/// What a look says.
pub(crate) enum Look {
    /// Too many this hour: the seconds to wait.
    Wait(u32),
    /// What this service knows of her; nothing when nobody has the address, or
    /// when she never came.
    Seen(Option<Known>),
}

/// Looks.
pub(crate) async fn look(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    (account, client): (AccountId, &str),
    email: &Email,
) -> Result<Look> {
    if let Some(wait) = Attempt::look(account).begin(tx, moment.wall).await? {
        return Ok(Look::Wait(wait));
    }
    let known = lookups::known(tx, client, &email.key()).await?;
    let detail = json!({ "address": identity.vault.pseudonym(&email.key()) });
    record(tx, moment, account, "identity.partner-support-look", client, Some(detail)).await?;
    Ok(Look::Seen(known))
}
