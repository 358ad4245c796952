//! The support of a service looks whether a person's sign-in works. Each look
//! is counted, and is in the audit trail without the address.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId, values::Email};
use serde_json::json;
use web::cookie::digest;

use super::record;
use crate::{
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
pub(crate) async fn look(tx: &mut IdentityTx, moment: &Moment, account: AccountId, client: &str, email: &Email) -> Result<Look> {
    if let Some(wait) = Attempt::look(account).begin(tx, moment.wall).await? {
        return Ok(Look::Wait(wait));
    }
    let known = lookups::known(tx, client, &email.key()).await?;
    let detail = json!({ "address": digest(&email.key()) });
    record(tx, moment, account, "identity.partner-support-look", client, Some(detail)).await?;
    Ok(Look::Seen(known))
}
