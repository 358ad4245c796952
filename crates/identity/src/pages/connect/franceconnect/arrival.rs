//! `/franceconnect/arrivee`: an identity that no account has, or that another
//! one has. She decides what becomes of it.

use axum::extract::State;
use db::IdentityTx;
use http::HeaderMap;
use kernel::id::AccountId;
use ui::FormState;
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::{arrived, deciding, provider, refused, session_here, signed_in};
use crate::{
    Identity,
    flow::{
        authorization,
        franceconnect::{arriving, certifying, entering, merging},
        password, second_step,
        visit::Visit,
    },
    franceconnect::{decision::Decision, pivot::Arrival, refusal::Refusal},
    pages::connect::{back::onward, on_the_way, step_up},
    store::{accounts, franceconnect::arrivals, second_factors},
};

/// Where the page is.
pub(crate) const HERE: &str = "/franceconnect/arrivee";

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Outcome<Answer> {
    let mut tx = ctx.identity_write().await?;
    if let Some(page) = unproven(&identity, &ctx, &mut tx).await? {
        tx.commit().await?;
        return Ok(redirect(&page));
    }
    show(&identity, &ctx, &mut tx, &FormState::default()).await
}

/// The page that asks who she is once more, before her account changes identity:
/// nothing when she has just said it, or when no account would change.
async fn unproven(identity: &Identity, ctx: &Ctx, tx: &mut IdentityTx) -> Outcome<Option<String>> {
    let (Some(session), Some((arrival, _))) = (session_here(tx, ctx).await?, arriving::waiting(identity, tx, ctx).await?) else {
        return Ok(None);
    };
    match arriving::decide(tx, &arrival, Some(session.account_id), true).await? {
        Decision::Link(_) | Decision::Correct(_) | Decision::Merge { .. } => step_up::missing(tx, ctx, &session, HERE).await,
        Decision::Choose | Decision::Enter(_) | Decision::Refuse => Ok(None),
    }
}

/// The page of what waits, with what is to correct.
pub(super) async fn show(identity: &Identity, ctx: &Ctx, tx: &mut IdentityTx, state: &FormState) -> Outcome<Answer> {
    provider(identity)?;
    let Some((arrival, request)) = arriving::waiting(identity, tx, ctx).await? else {
        return Ok(refused::page(ctx, Refusal::Lost, None));
    };
    let here = signed_in(tx, ctx).await?;
    let way = authorization::find(tx, ctx, request.as_deref()).await?;
    let page = match arriving::decide(tx, &arrival, here, true).await? {
        Decision::Choose => deciding::choose(ctx, state, &arrival, way.as_ref()),
        Decision::Link(account) => deciding::link(ctx, &arrival, &accounts::by_id(tx, account).await?),
        Decision::Correct(account) => deciding::correct(ctx, &arrival, &accounts::by_id(tx, account).await?),
        Decision::Merge { here, there } => {
            let asks_code = second_factors::standing(tx, there).await?.has_one;
            let (here, there) = (accounts::by_id(tx, here).await?, accounts::by_id(tx, there).await?);
            deciding::merge(ctx, state, &arrival, (&here, &there), asks_code)
        }
        Decision::Enter(_) => deciding::stuck(ctx, Refusal::Lost),
        Decision::Refuse => deciding::stuck(ctx, Refusal::SomebodyElse),
    };
    let page = if state.has_errors() { page.status(422) } else { page };
    Ok(on_the_way(page, way.as_ref()))
}

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, posted: Posted) -> Outcome<Answer> {
    provider(&identity)?;
    let mut tx = ctx.identity_write().await?;
    let Some((arrival, request)) = arriving::waiting(&identity, &mut tx, &ctx).await? else {
        return Ok(refused::page(&ctx, Refusal::Lost, None));
    };
    if posted.value("choix") == "laisser" {
        arrivals::remove(&mut tx, ctx.visitor()).await?;
        let here = ctx.person().map(|person| person.session);
        return Ok(onward(&authorization::go_on(&identity, &ctx, tx, request.as_deref(), here).await?));
    }
    if let Some(page) = unproven(&identity, &ctx, &mut tx).await? {
        tx.commit().await?;
        return Ok(redirect(&page));
    }
    let here = signed_in(&mut tx, &ctx).await?;
    let account = match (arriving::decide(&mut tx, &arrival, here, true).await?, posted.value("choix")) {
        (Decision::Link(account), "rattacher") => {
            certifying::link(&identity, &mut tx, ctx.moment(), account, &arrival).await?;
            account
        }
        (Decision::Correct(account), "corriger") => {
            certifying::correct(&identity, &mut tx, ctx.moment(), account, &arrival).await?;
            account
        }
        (Decision::Merge { here, there }, "reunir") => {
            drop(tx);
            return merge(&identity, &ctx, &headers, &posted, (here, there), &arrival, request.as_deref()).await;
        }
        _ => return show(&identity, &ctx, &mut tx, &FormState::default()).await,
    };
    Ok(arrived(&ctx, &entering::enter(&identity, &ctx, tx, &headers, (account, &arrival), request.as_deref()).await?))
}

/// Makes one account of two, with the proof of both: FranceConnect is the proof
/// of one, with its code if it has one; the password is the proof of the other.
async fn merge(
    identity: &Identity,
    ctx: &Ctx,
    headers: &HeaderMap,
    posted: &Posted,
    (here, there): (AccountId, AccountId),
    arrival: &Arrival,
    request: Option<&str>,
) -> Outcome<Answer> {
    let kept = match posted.value("garder") {
        "ici" => Some((here, there)),
        "la-bas" => Some((there, here)),
        _ => None,
    };
    let mut state = posted.state();
    if kept.is_none() {
        state.add_error("garder", "Choisissez le compte que vous gardez.");
    }
    if !password::is_right(identity, ctx, here, posted.value("password")).await? {
        state.add_error("password", "Ce mot de passe n’est pas celui de ce compte.");
    }
    if !state.has_errors() && !second_step::is_given(identity, ctx, &Visit::of(ctx, headers), there, posted.value("code")).await? {
        state.add_error("code", "Ce code n’est pas le bon, ou il a déjà servi.");
    }
    let mut tx = ctx.identity_write().await?;
    let (Some(kept), false) = (kept, state.has_errors()) else { return show(identity, ctx, &mut tx, &state).await };
    // what was shown may have changed while the password was checked
    let now = signed_in(&mut tx, ctx).await?;
    if arriving::decide(&mut tx, arrival, now, true).await? != (Decision::Merge { here, there }) {
        return Err(Failure::from(db::DbError::Conflict));
    }
    merging::merge(identity, &mut tx, ctx.moment(), kept, arrival).await?;
    Ok(arrived(ctx, &entering::enter(identity, ctx, tx, headers, (kept.0, arrival), request).await?))
}
