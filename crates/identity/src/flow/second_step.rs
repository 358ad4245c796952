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
const AFTER: [Purpose; 3] = [Purpose::Code, Purpose::StepUp, Purpose::CodeAfterFranceConnect];

/// The step of this token, if it was given to this browser and its first proof counts.
pub(crate) async fn find(tx: &mut IdentityTx, ctx: &Ctx, token: &str) -> Result<Option<Ticket>> {
    for purpose in AFTER {
        let Some(ticket) = tickets::own(tx, ctx, purpose, token).await? else { continue };
        return Ok(first(tx, ctx, purpose, &ticket).await?.map(|_| ticket));
    }
    Ok(None)
}

/// The second factor was right: the step is over and she is in. None when it was
/// over already, or when its first proof counts no more.
pub(crate) async fn pass(
    identity: &Identity,
    tx: &mut IdentityTx,
    ctx: &Ctx,
    headers: &HeaderMap,
    token: &str,
    shown: Method,
) -> Result<Option<Entered>> {
    let Some((purpose, ticket)) = take(tx, ctx, token).await? else { return Ok(None) };
    let Some(first) = first(tx, ctx, purpose, &ticket).await? else { return Ok(None) };
    let id_token = match &ticket.secret {
        Some(sealed) => Some(identity.vault.open_text(vault::Purpose::FranceConnect, &ticket.account_id.to_string(), sealed)?),
        None => None,
    };
    let here = ctx.person().map(|person| person.session);
    let who = (ticket.account_id, first.with(shown));
    let entered = session::enter(identity, tx, ctx.moment(), here, who, &Visit::of(ctx, headers)).await?;
    if let Some(id_token) = id_token {
        entering::keep_id_token(identity, tx, ctx, entered.session, &id_token).await?;
    }
    Ok(Some(entered))
}

async fn take(tx: &mut IdentityTx, ctx: &Ctx, token: &str) -> Result<Option<(Purpose, Ticket)>> {
    for purpose in AFTER {
        if let Some(ticket) = tickets::take(tx, ctx.moment(), purpose, token).await? {
            return Ok(Some((purpose, ticket)));
        }
    }
    Ok(None)
}

/// The proofs that the step adds to. None when it was beside a session that is
/// over, or somebody else's: nothing was proved since.
async fn first(tx: &mut IdentityTx, ctx: &Ctx, purpose: Purpose, ticket: &Ticket) -> Result<Option<Methods>> {
    let here = ctx.person().map(|person| person.session);
    if purpose == Purpose::CodeAfterFranceConnect {
        return Ok(Some([Method::FranceConnect].into_iter().collect()));
    }
    let session = session::alive(tx, here, ctx.moment().wall).await?.filter(|session| session.account_id == ticket.account_id);
    Ok(match (purpose, session) {
        (Purpose::StepUp, session) => session.map(|session| session.methods),
        (_, session) => Some(session.map(|session| session.methods).unwrap_or_default().with(Method::Password)),
    })
}
