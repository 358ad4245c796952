//! `/franceconnect/debut`: leaves for FranceConnect.

use axum::extract::State;
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{button::CERTIFIES, provider, signed_in};
use crate::{
    Identity,
    flow::{authorization, franceconnect::asking},
    model::redirection::own_page,
    pages::connect::REQUEST,
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let fc = provider(&identity)?;
    let mut tx = ctx.identity_write().await?;
    let way = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?;
    let account = if posted.value(CERTIFIES).is_empty() { None } else { signed_in(&mut tx, &ctx).await? };
    // a request under way, or the page of her account that asked for a proof
    let back = way.map(|way| way.id).or_else(|| own_page(posted.value(REQUEST)).map(str::to_owned));
    let target = asking::leave(&identity, fc, &mut tx, &ctx, account, back).await?;
    tx.commit().await?;
    Ok(redirect(&target))
}
