//! The end of an account.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};

use super::session;
use crate::{Identity, store::accounts};

/// Closes an account: everybody is told that its sessions ended, then nothing of it is left.
pub(crate) async fn close(identity: &Identity, tx: &mut IdentityTx, moment: &Moment, account: AccountId) -> Result<()> {
    session::leave_everywhere(identity, tx, moment, account, None).await?;
    session::record(tx, moment, account, "identity.closed").await?;
    accounts::remove(tx, account).await
}
