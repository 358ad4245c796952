//! The second step of a sign-in, or of a sensitive act: a code, a passkey or a
//! recovery code, after the same first proof.

use db::{IdentityTx, Result};
use http::HeaderMap;
use kernel::{Problem, Timestamp, id::AccountId};
use web::{Ctx, Outcome};

use super::{
    attempts::Attempt,
    franceconnect::entering,
    recovery,
    session::{self, Entered},
    tickets,
    visit::Visit,
};
use crate::{
    Identity,
    model::{
        methods::{Method, Methods},
        totp,
    },
    store::{
        recovery_codes, second_factors,
        tickets::{Purpose, Ticket},
    },
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

/// Whether a one-time code of an account is right; it is used up then.
pub(crate) async fn is_code(identity: &Identity, tx: &mut IdentityTx, account: AccountId, typed: &str, wall: Timestamp) -> Result<bool> {
    let Some(kept) = second_factors::of(tx, account).await? else { return Ok(false) };
    let secret = identity.vault.open_text(vault::Purpose::OneTimeCodes, &account.to_string(), &kept.secret)?;
    match totp::accepted_step(&secret, typed, kept.last_step, wall) {
        Some(step) => second_factors::use_step(tx, account, step).await,
        None => Ok(false),
    }
}

/// Whether the code that an account asks for is given, one-time or recovery; an
/// account that asks for none needs none.
pub(crate) async fn is_given(identity: &Identity, ctx: &Ctx, visit: &Visit, account: AccountId, typed: &str) -> Outcome<bool> {
    let wall = ctx.moment().wall;
    let mut tx = ctx.identity_write().await?;
    if !second_factors::standing(&mut tx, account).await?.has_one {
        return Ok(true);
    }
    let attempt = Attempt::code(account, visit.known_to_her(&mut tx, account).await?.as_deref());
    if let Some(retry_after) = attempt.begin(&mut tx, wall).await? {
        return Err(Problem::TooMany { retry_after }.into());
    }
    tx.commit().await?;
    let hash = recovery::hash(identity, account, typed).await?;
    let mut tx = ctx.identity_write().await?;
    let is_right = is_code(identity, &mut tx, account, typed, wall).await? || recovery_codes::redeem(&mut tx, account, &hash, wall).await?;
    if is_right {
        attempt.succeeded(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(is_right)
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
