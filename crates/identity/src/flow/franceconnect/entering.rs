//! The session of somebody whom FranceConnect brings.

use db::{IdentityTx, Result};
use http::HeaderMap;
use kernel::id::{AccountId, SessionId};
use web::{Ctx, Outcome};

use super::certifying;
use crate::{
    Identity,
    flow::{
        authorization::{self, Onward},
        session::{self, Entered},
        tickets,
        visit::Visit,
    },
    franceconnect::pivot::Arrival,
    model::{
        life::{FRESH, after},
        methods::Method,
        redirection::with_query,
    },
    store::{
        franceconnect::{arrivals, id_tokens},
        second_factors,
        tickets::{Purpose, Ticket},
    },
    vault,
};

/// Where somebody whom FranceConnect brings goes next, and her session if she is in.
pub(crate) type Arrived = (Onward, Option<Entered>);

/// She signs in to her account, or goes on with it, certified. Commits.
pub(crate) async fn enter(
    identity: &Identity,
    ctx: &Ctx,
    mut tx: IdentityTx,
    headers: &HeaderMap,
    who: (AccountId, &Arrival),
    request: Option<&str>,
) -> Outcome<Arrived> {
    let ((account, arrival), moment) = (who, ctx.moment());
    certifying::refresh(&mut tx, moment, account, arrival).await?;
    arrivals::remove(&mut tx, ctx.visitor()).await?;
    let here = ctx.person().map(|person| person.session);
    let before = session::alive(&mut tx, here, moment.wall).await?.filter(|session| session.account_id == account);
    // a factor shown long ago proves nothing of whoever sits there now
    let has_just_shown =
        before.as_ref().is_some_and(|session| session.methods.has_second_factor() && moment.wall < after(session.authenticated_at, FRESH));
    let shown = before.map(|session| session.methods).unwrap_or_default();
    if second_factors::standing(&mut tx, account).await?.has_one && !has_just_shown {
        return ask_second_factor(identity, ctx, tx, who, request).await;
    }
    let methods = shown.with(Method::FranceConnect);
    let here = session::enter(identity, &mut tx, moment, here, (account, methods), &Visit::of(ctx, headers)).await?;
    keep_id_token(identity, &mut tx, ctx, here.session, arrival.id_token.expose()).await?;
    let onward = authorization::go_on(identity, ctx, tx, request, Some(here.session)).await?;
    Ok((onward, Some(here)))
}

/// She asked us for a second factor at each sign-in: here too.
async fn ask_second_factor(
    identity: &Identity,
    ctx: &Ctx,
    mut tx: IdentityTx,
    who: (AccountId, &Arrival),
    request: Option<&str>,
) -> Outcome<Arrived> {
    let ((account, arrival), moment) = (who, ctx.moment());
    let id_token = arrival.id_token.expose().as_bytes();
    let sealed = identity.vault.seal(vault::Purpose::FranceConnect, &account.to_string(), id_token, &*moment.rng)?;
    let ticket =
        Ticket { account_id: account, visitor: ctx.visitor().to_owned(), request: request.map(str::to_owned), secret: Some(sealed) };
    let token = tickets::give(&mut tx, moment, Purpose::CodeAfterFranceConnect, ticket).await?;
    tx.commit().await?;
    Ok((Onward::Page(with_query("/connexion/code", &[("etape", Some(&token))])), None))
}

/// Keeps what ends the session at FranceConnect, with ours.
pub(crate) async fn keep_id_token(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, session: SessionId, id_token: &str) -> Result<()> {
    let sealed = identity.vault.seal(vault::Purpose::FranceConnect, &session.to_string(), id_token.as_bytes(), &*ctx.moment().rng)?;
    id_tokens::put(tx, session, &sealed).await
}
