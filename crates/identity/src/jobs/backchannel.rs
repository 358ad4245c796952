//! Back-channel logout (OpenID Connect Back-Channel Logout 1.0 §2.5): one call
//! per client of a session that ended.

use db::jobs::{JobError, JobRun};
use outbound::{CallError, Request};

use crate::{
    Identity,
    flow::{session::Ended, trial::sign_out as trial},
    model::{claims, trial::Tried},
    store::clients,
};

pub(super) async fn tell(identity: Identity, run: JobRun) -> Result<(), JobError> {
    let ended: Ended = run.job.payload()?;
    let mut tx = identity.databases.identity_read().await?;
    let client = clients::by_id(&mut tx, &ended.client_id).await?;
    let Some(client) = client else { return Ok(()) };
    let Some(uri) = client.backchannel_uri.clone() else { return Ok(()) };
    let wall = run.moment.wall;
    let claims = claims::logout(identity.issuer(), &ended.client_id, &ended.subject, &ended.sid, &run.moment.token::<16>(), wall);
    let token = identity.ring(&mut tx, wall).await?.sign(client.protocol.0.id_token_alg, "logout+jwt", &claims)?;
    drop(tx);
    if let Some(tried) = Tried::of(&client) {
        trial::doubted(&identity, &run.moment, tried, &uri, &claims).await?;
    }
    let answer = identity.http.send(Request::form(uri, &[("logout_token", &token)])).await;
    if let Some(tried) = Tried::of(&client) {
        trial::heard(&identity, &run.moment, tried, &ended.sid, answer.as_ref().ok().map(|answer| answer.status)).await?;
    }
    match answer {
        Ok(answer) if answer.is_success() => Ok(()),
        // the client understood and could not: asking again changes nothing
        Ok(answer) if answer.status == 400 => Err(JobError::GiveUp("the client refused the logout token".to_owned())),
        Ok(answer) => Err(JobError::Retry(format!("the client answered {}", answer.status))),
        Err(CallError::Refused) => Err(JobError::GiveUp("the client's address may not be called".to_owned())),
        Err(error) => Err(JobError::Retry(error.to_string())),
    }
}
