//! A sign-in of a trial, from the way back to the client to its data.

use db::{IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use web::cookie::digest;

use super::{running, see};
use crate::{
    Identity,
    model::{
        authorize::Request,
        endpoint::Endpoint,
        reason,
        redirection::Return,
        trial::{Tried, finding::Finding, lie::Lie, report::Outcome, sight::Sight},
    },
    store::{
        grants::GrantId,
        trials::{self, Before, Fresh, SignIn, Trial},
    },
};

/// She goes back to the client with a code: what the request held is compared
/// with those before, and the way back may lie.
pub(crate) async fn going_back(
    tx: &mut IdentityTx,
    moment: &Moment,
    tried: Tried<'_>,
    request: &Request,
    (account, grant): (AccountId, GrantId),
    mut back: Return,
) -> Result<Return> {
    let Some(trial) = running(tx, tried, moment.wall).await?.filter(|trial| trial.account_id == account) else { return Ok(back) };
    let fresh = Fresh {
        state: request.state.as_deref().map(digest),
        nonce: request.nonce.as_deref().map(digest),
        challenge: request.challenge.as_deref().map(digest),
    };
    let before = trials::before(tx, trial.id, &fresh).await?;
    see(tx, trial.id, Sight::ReturnAddress, None, moment.wall).await?;
    compare(tx, moment, &trial, before).await?;
    let lie = trials::report(tx, trial.id).await?.next_lie();
    trials::add_sign_in(tx, grant, &SignIn { trial_id: trial.id, lie }, fresh).await?;
    if let Some(lie) = lie.filter(|lie| lie.told_at() == Endpoint::Authorize) {
        lie.bend_return(&mut back, &moment.token::<16>());
        trials::settle(tx, trial.id, lie.as_str(), Outcome::Told, None, moment.wall).await?;
    }
    Ok(back)
}

/// What must be new each time is, from the second time on.
async fn compare(tx: &mut IdentityTx, moment: &Moment, trial: &Trial, before: Before) -> Result<()> {
    for (sight, same) in [(Sight::State, before.state), (Sight::Nonce, before.nonce), (Sight::Pkce, before.challenge)] {
        let fault = (same > 0).then_some(Finding::Repeated.as_str());
        // PKCE is proved by the exchange of the code
        if fault.is_some() || (before.sign_ins > 0 && sight != Sight::Pkce) {
            see(tx, trial.id, sight, fault, moment.wall).await?;
        }
    }
    Ok(())
}

/// The client exchanged its code; `is_proved`: with PKCE.
pub(crate) async fn exchanged(tx: &mut IdentityTx, moment: &Moment, tried: Tried<'_>, grant: GrantId, is_proved: bool) -> Result<()> {
    let Some(SignIn { trial_id, lie }) = trials::sign_in(tx, tried, grant, moment.wall).await? else { return Ok(()) };
    let Some(lie) = lie else {
        see(tx, trial_id, Sight::Code, None, moment.wall).await?;
        let fault = (!is_proved).then_some(reason::CHALLENGE_MISSING.key);
        return see(tx, trial_id, Sight::Pkce, fault, moment.wall).await;
    };
    let (outcome, finding) = match (lie.betrayed_by(), lie.told_at()) {
        (Some(Endpoint::Token), _) => (Outcome::Failed, Some(Finding::WentOn.as_str())),
        (_, Endpoint::Token) => (Outcome::Told, None),
        _ => return Ok(()),
    };
    trials::settle(tx, trial_id, lie.as_str(), outcome, finding, moment.wall).await
}

/// The client renewed its tokens: after a lie, it believed it.
pub(crate) async fn renewed(tx: &mut IdentityTx, moment: &Moment, tried: Tried<'_>, grant: GrantId) -> Result<()> {
    match trials::sign_in(tx, tried, grant, moment.wall).await? {
        Some(SignIn { trial_id, lie: Some(lie) }) => {
            trials::settle(tx, trial_id, lie.as_str(), Outcome::Failed, Some(Finding::WentOn.as_str()), moment.wall).await
        }
        _ => Ok(()),
    }
}

/// The client reads a person's data: the lie to tell there, if any.
pub(crate) async fn reading(identity: &Identity, moment: &Moment, tried: Tried<'_>, grant: GrantId) -> Result<Option<Lie>> {
    let mut tx = identity.databases.identity_note().await?;
    let Some(SignIn { trial_id, lie }) = trials::sign_in(&mut tx, tried, grant, moment.wall).await? else { return Ok(None) };
    match lie {
        None => see(&mut tx, trial_id, Sight::Userinfo, None, moment.wall).await?,
        Some(lie) => match (lie.betrayed_by(), lie.told_at()) {
            (Some(Endpoint::Userinfo), _) => {
                trials::settle(&mut tx, trial_id, lie.as_str(), Outcome::Failed, Some(Finding::WentOn.as_str()), moment.wall).await?;
            }
            (_, Endpoint::Userinfo) => trials::settle(&mut tx, trial_id, lie.as_str(), Outcome::Told, None, moment.wall).await?,
            _ => {}
        },
    }
    tx.commit().await?;
    Ok(lie)
}
