//! `/franceconnect/debut`: leaves for FranceConnect.

use axum::extract::State;
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{button::CERTIFIES, provider, signed_in};
use crate::{
    Identity,
    flow::{authorization, franceconnect::asking},
    pages::connect::REQUEST,
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let fc = provider(&identity)?;
    let mut tx = ctx.identity_write().await?;
    let way = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?;
    let account = if posted.value(CERTIFIES).is_empty() { None } else { signed_in(&mut tx, &ctx).await? };
    let target = asking::leave(&identity, fc, &mut tx, &ctx, account, way.map(|way| way.id)).await?;
    tx.commit().await?;
    Ok(redirect(&target))
}
