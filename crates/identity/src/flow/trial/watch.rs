//! What our endpoints refuse to a client on trial.

use db::Result;
use kernel::{Moment, id::SessionId};

use super::{running, see};
use crate::{
    Identity,
    flow::session,
    model::{
        reason::Reason,
        trial::{Tried, refusals::broken},
    },
    store::clients,
};

/// Who brought what was refused.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bearer {
    /// The client itself.
    Client,
    /// A browser, with its session if somebody is signed in: anybody may bring a
    /// wrong request, only the developer's count.
    Browser(Option<SessionId>),
}

/// Notes a refusal. What cannot be written changes nothing to the answer.
pub(crate) async fn refused(identity: &Identity, moment: &Moment, client: &str, bearer: Bearer, reason: &Reason) {
    if let Err(error) = noted(identity, moment, client, bearer, reason).await {
        tracing::warn!(%error, "what a trial saw could not be kept");
    }
}

async fn noted(identity: &Identity, moment: &Moment, client: &str, bearer: Bearer, reason: &Reason) -> Result<()> {
    let Some(sight) = broken(reason) else { return Ok(()) };
    let mut tx = identity.databases.identity_read().await?;
    let Some(client) = clients::by_id(&mut tx, client).await? else { return Ok(()) };
    let Some(tried) = Tried::of(&client) else { return Ok(()) };
    drop(tx);
    let mut tx = identity.databases.identity_note().await?;
    let Some(trial) = running(&mut tx, tried, moment.wall).await? else { return Ok(()) };
    if let Bearer::Browser(here) = bearer
        && session::alive(&mut tx, here, moment.wall).await?.is_none_or(|session| session.account_id != trial.account_id)
    {
        return Ok(());
    }
    see(&mut tx, trial.id, sight, Some(reason.key), moment.wall).await?;
    tx.commit().await
}
