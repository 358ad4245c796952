//! `/franceconnect/retour`: somebody comes back from FranceConnect, with a code
//! or with an error.

use axum::extract::{RawQuery, State};
use db::{DbError, IdentityTx};
use http::HeaderMap;
use web::{Answer, Ctx, Outcome, redirect};

use super::{arrival, arrived, provider, refused, signed_in};
use crate::{
    Identity,
    flow::franceconnect::{
        arriving::{decide, has_her_name, wait},
        asking, certifying, entering,
    },
    franceconnect::{
        answer,
        client::{Asked, FranceConnect},
        decision::Decision,
        pivot::Arrival,
        refusal::Refusal,
    },
    store::franceconnect::requests::Asking,
};

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, RawQuery(query): RawQuery) -> Outcome<Answer> {
    let fc = provider(&identity)?;
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let mut tx = ctx.identity_write().await?;
    let asked = match answer::single(&pairs, "state") {
        Some(state) => asking::take(&identity, &mut tx, &ctx, state).await?,
        None => None,
    };
    // used up whatever comes next
    tx.commit().await?;
    let Some(asked) = asked else { return Ok(refused::page(&ctx, Refusal::Lost, None)) };
    let arrival = match identify(&identity, fc, &ctx, &pairs, &asked).await {
        Ok(arrival) => arrival,
        Err(refusal) => return Ok(refused::page(&ctx, refusal, asked.request.as_deref())),
    };
    let tx = ctx.identity_write().await?;
    welcome(&identity, &ctx, tx, &headers, &arrival, &asked).await
}

async fn identify(
    identity: &Identity,
    fc: &FranceConnect,
    ctx: &Ctx,
    pairs: &[(String, String)],
    asked: &Asking,
) -> Result<Arrival, Refusal> {
    let code = answer::code(pairs, &fc.settings.issuer)?;
    let redirect_uri = asking::redirect_uri(identity);
    let asked = Asked { redirect_uri: &redirect_uri, verifier: &asked.verifier, nonce_digest: &asked.nonce };
    fc.identify(&identity.http, ctx.moment(), code, asked).await
}

/// She is who she says: what becomes of her account. Commits.
async fn welcome(
    identity: &Identity,
    ctx: &Ctx,
    mut tx: IdentityTx,
    headers: &HeaderMap,
    arrival: &Arrival,
    asked: &Asking,
) -> Outcome<Answer> {
    let (here, request) = (signed_in(&mut tx, ctx).await?, asked.request.as_deref());
    let certifies = asked.account_id.is_some();
    if certifies && here.is_some() && here != asked.account_id {
        return Ok(refused::page(ctx, Refusal::Lost, request));
    }
    let decision = decide(&mut tx, arrival, here, certifies).await?;
    let is_her_name = match decision {
        Decision::Link(account) => certifies && has_her_name(&mut tx, account, arrival).await?,
        _ => false,
    };
    match decision {
        Decision::Enter(account) => Ok(arrived(ctx, &entering::enter(identity, ctx, tx, headers, (account, arrival), request).await?)),
        Decision::Link(account) if is_her_name => {
            match certifying::link(identity, &mut tx, ctx.moment(), account, arrival).await {
                // another account took this identity at the same time
                Err(DbError::Unique) => return Ok(refused::page(ctx, Refusal::Lost, request)),
                linked => linked?,
            }
            Ok(arrived(ctx, &entering::enter(identity, ctx, tx, headers, (account, arrival), request).await?))
        }
        Decision::Refuse => Ok(refused::page(ctx, Refusal::SomebodyElse, request)),
        Decision::Choose | Decision::Link(_) | Decision::Correct(_) | Decision::Merge { .. } => {
            wait(identity, &mut tx, ctx, arrival, request).await?;
            tx.commit().await?;
            Ok(redirect(arrival::HERE))
        }
    }
}
