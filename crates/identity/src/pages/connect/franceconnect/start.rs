//! `/franceconnect/debut`: leaves for FranceConnect.

use axum::extract::State;
use web::{Answer, Ctx, Outcome, Posted, redirect};

use super::{button::CERTIFIES, provider, session_here};
use crate::{
    Identity,
    flow::{authorization, franceconnect::asking},
    model::redirection::{own_page, with_query},
    pages::connect::{REQUEST, step_up},
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let fc = provider(&identity)?;
    let mut tx = ctx.identity_write().await?;
    let way = authorization::find(&mut tx, &ctx, Some(posted.value(REQUEST))).await?;
    let certified = if posted.value(CERTIFIES).is_empty() { None } else { session_here(&mut tx, &ctx).await? };
    if let Some(session) = &certified {
        // the identity will open the account: whoever gives it one proves first that it is hers
        let back = match &way {
            Some(way) => with_query("/compte/certification", &[(REQUEST, Some(&way.id))]),
            None => "/compte/identite".to_owned(),
        };
        if let Some(page) = step_up::missing(&mut tx, &ctx, session, &back).await? {
            tx.commit().await?;
            return Ok(redirect(&page));
        }
    }
    let account = certified.map(|session| session.account_id);
    // a request under way, or the page of her account that asked for a proof
    let back = way.map(|way| way.id).or_else(|| own_page(posted.value(REQUEST)).map(str::to_owned));
    let target = asking::leave(&identity, fc, &mut tx, &ctx, account, back).await?;
    tx.commit().await?;
    Ok(redirect(&target))
}
