//! The secret of a service: made, renewed, cut.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};

use super::record;
use crate::{Identity, store::clients};

/// A new secret, to be seen once; the one before serves a week more.
pub(crate) async fn renew(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId, client: &str) -> Result<String> {
    let secret = identity.renew_client_secret(tx, moment, client).await?;
    record(tx, moment, account, "identity.partner-secret-made", client, None).await?;
    Ok(secret)
}

/// The old secret serves no more.
pub(crate) async fn cut_old(tx: &mut IdentityTx, moment: &Moment, account: AccountId, client: &str) -> Result<()> {
    if clients::cut_old_secrets(tx, client, moment.wall).await? > 0 {
        record(tx, moment, account, "identity.partner-secret-cut", client, None).await?;
    }
    Ok(())
}
