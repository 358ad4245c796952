//! What the life and death of accounts leaves to jobs.

use db::jobs::{JobError, JobRun};
use outbound::{CallError, Request};

use crate::{
    Identity,
    flow::{
        closing,
        feed::{self, Purged},
        inactivity::{self, MOST, Outcome},
        leaving,
    },
    model::{protocol::SigningAlg, security_event},
    store::departures,
};

pub(super) async fn inactivity(identity: Identity, run: JobRun) -> Result<(), JobError> {
    match inactivity::look(&identity, &run.moment, MOST).await? {
        Outcome::Stopped { jump, is_new } => {
            tracing::error!(?jump, "the clock jumped: unused accounts wait for an operator");
            match is_new {
                // shown among the failed jobs of the console, once
                true => Err(JobError::GiveUp("the clock jumped: confirm it on the page « Comptes » of the console".to_owned())),
                false => Ok(()),
            }
        }
        Outcome::Looked(tally) => {
            tracing::info!(tally.warned, tally.closed, tally.failed, "unused accounts");
            match tally.failed {
                0 => Ok(()),
                failed => Err(JobError::Retry(format!("{failed} unused accounts could not be dealt with"))),
            }
        }
    }
}

pub(super) async fn close_due(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let closed = leaving::close_due(&identity, &run.moment).await?;
    tracing::info!(closed, "accounts deleted on demand");
    Ok(())
}

pub(super) async fn ledger(identity: Identity, _: JobRun) -> Result<(), JobError> {
    Ok(closing::write_ledger(&identity).await?)
}

pub(super) async fn sequence(identity: Identity, run: JobRun) -> Result<(), JobError> {
    Ok(feed::sequence(&identity, &run.moment).await?)
}

/// Pushes a Security Event Token (RFC 8935 §2).
pub(super) async fn tell_purged(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let Purged { departure } = run.job.payload()?;
    let mut tx = identity.databases.identity_read().await?;
    let Some(line) = departures::to_tell(&mut tx, departure).await? else { return Ok(()) };
    let Some(uri) = line.events_uri else { return Ok(()) };
    let (id, wall) = (departure.to_string(), run.moment.wall);
    let claims = security_event::account_purged(identity.issuer(), &line.client_id, &line.subject, &id, (line.departed_at, wall));
    let token = identity.ring(&mut tx, wall).await?.sign(SigningAlg::default(), security_event::TYPE, &claims)?;
    drop(tx);
    let request = Request::text(uri, "application/secevent+jwt", token).header("accept", "application/json");
    match identity.http.send(request).await {
        Ok(answer) if answer.is_success() => Ok(()),
        // RFC 8935 §2.3: the client understood and refuses; asking again changes nothing
        Ok(answer) if answer.status == 400 => Err(JobError::GiveUp("the client refused the event".to_owned())),
        Ok(answer) => Err(JobError::Retry(format!("the client answered {}", answer.status))),
        Err(CallError::Refused) => Err(JobError::GiveUp("the client's address may not be called".to_owned())),
        Err(error) => Err(JobError::Retry(error.to_string())),
    }
}
