//! The second step of a sign-in, or of a sensitive act: a code, a passkey or a
//! recovery code, after the same first proof.

use db::{IdentityTx, Result};
use http::HeaderMap;
use web::Ctx;

use super::{
    franceconnect::entering,
    session::{self, Entered},
    tickets,
    visit::Visit,
};
use crate::{
    Identity,
    model::methods::{Method, Methods},
    store::tickets::{Purpose, Ticket},
    vault,
};

/// What the step comes after.
const AFTER: [Purpose; 2] = [Purpose::Code, Purpose::CodeAfterFranceConnect];

/// The step of this token, if it was given to this browser.
pub(crate) async fn find(tx: &mut IdentityTx, ctx: &Ctx, token: &str) -> Result<Option<Ticket>> {
    for purpose in AFTER {
        let found = tickets::own(tx, ctx, purpose, token).await?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The second factor was right: the step is over and she is in. None when it was
/// over already.
pub(crate) async fn pass(
    identity: &Identity,
    tx: &mut IdentityTx,
    ctx: &Ctx,
    headers: &HeaderMap,
    token: &str,
    shown: Method,
) -> Result<Option<Entered>> {
    let Some(ticket) = take(tx, ctx, token).await? else { return Ok(None) };
    let id_token = match &ticket.secret {
        Some(sealed) => Some(identity.vault.open_text(vault::Purpose::FranceConnect, &ticket.account_id.to_string(), sealed)?),
        None => None,
    };
    let first = match id_token {
        Some(_) => [Method::FranceConnect].into_iter().collect(),
        None => before(tx, ctx, &ticket).await?,
    };
    let here = ctx.person().map(|person| person.session);
    let who = (ticket.account_id, first.with(shown));
    let entered = session::enter(identity, tx, ctx.moment(), here, who, &Visit::of(ctx, headers)).await?;
    if let Some(id_token) = id_token {
        entering::keep_id_token(identity, tx, ctx, entered.session, &id_token).await?;
    }
    Ok(Some(entered))
}

async fn take(tx: &mut IdentityTx, ctx: &Ctx, token: &str) -> Result<Option<Ticket>> {
    for purpose in AFTER {
        let taken = tickets::take(tx, ctx.moment(), purpose, token).await?;
        if taken.is_some() {
            return Ok(taken);
        }
    }
    Ok(None)
}

/// The proofs of her session here, or her password, which was just asked.
async fn before(tx: &mut IdentityTx, ctx: &Ctx, ticket: &Ticket) -> Result<Methods> {
    let here = session::alive(tx, ctx.person().map(|person| person.session), ctx.moment().wall).await?;
    let shown = here.filter(|session| session.account_id == ticket.account_id).map(|session| session.methods);
    Ok(shown.unwrap_or_else(|| [Method::Password].into_iter().collect()))
}
