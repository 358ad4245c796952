//! Pages on the way to FranceConnect and back.

pub(crate) mod arrival;
pub(crate) mod back;
pub(crate) mod button;
pub(crate) mod certify;
mod deciding;
pub(crate) mod new_account;
mod refused;
pub(crate) mod signed_out;
pub(crate) mod start;
pub(crate) mod unlink;

use db::IdentityTx;
use kernel::{Problem, id::AccountId};
use web::{Answer, Ctx, Failure, Outcome};

use super::{back::onward, entered};
use crate::{
    Identity,
    flow::{franceconnect::entering::Arrived, session},
    franceconnect::FranceConnect,
    store::sessions::Session,
};

/// FranceConnect, on routes that exist only with it.
fn provider(identity: &Identity) -> Result<&FranceConnect, Failure> {
    identity.franceconnect().ok_or(Failure::Problem(Problem::NotFound))
}

/// The session of this browser.
async fn session_here(tx: &mut IdentityTx, ctx: &Ctx) -> Outcome<Option<Session>> {
    let here = ctx.person().map(|person| person.session);
    Ok(session::alive(tx, here, ctx.moment().wall).await?)
}

/// The account that is signed in on this browser.
async fn signed_in(tx: &mut IdentityTx, ctx: &Ctx) -> Outcome<Option<AccountId>> {
    Ok(session_here(tx, ctx).await?.map(|session| session.account_id))
}

/// She goes on, with her session if she is in.
fn arrived(ctx: &Ctx, (to, here): &Arrived) -> Answer {
    match here {
        Some(here) => entered(onward(to), ctx, here),
        None => onward(to),
    }
}
