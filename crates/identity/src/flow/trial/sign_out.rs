//! The end of a session, in a trial.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use outbound::{Answer, Request};
use serde_json::Value;

use super::{running, see};
use crate::{
    Identity, keys,
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

/// Tells the client, before the truth, that the session ended, with a token that
/// a stranger signed: it must not believe it.
pub(crate) async fn doubted(identity: &Identity, moment: &Moment, tried: Tried<'_>, uri: &str, honest: &Value) -> Result<()> {
    let sid = honest["sid"].as_str().unwrap_or_default();
    let mut tx = identity.databases.identity_read().await?;
    let Some(trial) = running(&mut tx, tried, moment.wall).await? else { return Ok(()) };
    let is_hers = trials::knows_session(&mut tx, trial.id, sid).await?;
    let ring = identity.ring(&mut tx, moment.wall).await?;
    drop(tx);
    if !is_hers {
        return Ok(());
    }
    let alg = tried.client().protocol.0.id_token_alg;
    let mut claims = honest.clone();
    // a client that remembers the tokens it refused must hear the true one
    claims["jti"] = moment.token::<16>().into();
    let token = ring.forge(alg, "logout+jwt", &claims, &keys::stranger(alg).await?)?;
    let answer = identity.http.send(Request::form(uri, &[("logout_token", &token)])).await;
    let fault = match answer.as_ref().map(Answer::is_success) {
        Ok(true) => Some(Finding::Fooled.as_str()),
        Ok(false) => None,
        Err(_) => Some(Finding::Unreachable.as_str()),
    };
    let mut tx = identity.databases.identity_note().await?;
    see(&mut tx, trial.id, Sight::SignOutDoubted, fault, moment.wall).await?;
    tx.commit().await
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
