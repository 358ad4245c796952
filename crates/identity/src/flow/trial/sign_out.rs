//! The end of a session, in a trial.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};

use super::{running, see};
use crate::{
    Identity,
    model::trial::{Tried, finding::Finding, sight::Sight},
    store::trials,
};

/// The client sent somebody who signs out; `is_hinted`: with the ID token of her session.
pub(crate) async fn sent(tx: &mut IdentityTx, moment: &Moment, tried: Tried<'_>, who: Option<AccountId>, is_hinted: bool) -> Result<()> {
    match running(tx, tried, moment.wall).await?.filter(|trial| Some(trial.account_id) == who) {
        Some(trial) => see(tx, trial.id, Sight::SignOut, (!is_hinted).then_some(Finding::NoHint.as_str()), moment.wall).await,
        None => Ok(()),
    }
}

/// The client was told that a session ended, and answered this status; nothing when it did not answer.
pub(crate) async fn heard(identity: &Identity, moment: &Moment, tried: Tried<'_>, sid: &str, status: Option<u16>) -> Result<()> {
    let mut tx = identity.databases.identity_note().await?;
    let Some(trial) = running(&mut tx, tried, moment.wall).await? else { return Ok(()) };
    if !trials::knows_session(&mut tx, trial.id, sid).await? {
        return Ok(());
    }
    let fault = match status {
        Some(200..=299) => None,
        Some(_) => Some(Finding::Answer.as_str()),
        None => Some(Finding::Unreachable.as_str()),
    };
    see(&mut tx, trial.id, Sight::SignOutHeard, fault, moment.wall).await?;
    tx.commit().await
}
