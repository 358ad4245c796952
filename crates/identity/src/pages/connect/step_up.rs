//! A fresh proof before a sensitive act: her second factor, or her password
//! when she has none, less than ten minutes ago.

use db::IdentityTx;
use web::{Ctx, Outcome};

use super::account::own;
use crate::{
    flow::authorization,
    model::{
        life::{FRESH, after},
        redirection::with_query,
    },
    store::{second_factors, sessions::Session},
};

/// Goes on when the proof is fresh; else the page that asks for it, which
/// leads back to the page `back`.
pub(super) async fn proven(ctx: &Ctx, back: &str) -> Outcome<Result<(IdentityTx, Session), String>> {
    let mut tx = ctx.identity_write().await?;
    let session = own(&mut tx, ctx).await?;
    let has_factor = second_factors::standing(&mut tx, session.account_id).await?.has_one;
    let is_fresh = ctx.moment().wall < after(session.authenticated_at, FRESH);
    if is_fresh && (session.methods.has_second_factor() || !has_factor) {
        return Ok(Ok((tx, session)));
    }
    let page = if has_factor {
        authorization::code_step(&mut tx, ctx, &session, Some(back.to_owned())).await?
    } else {
        with_query("/compte/verification", &[("vers", Some(back))])
    };
    tx.commit().await?;
    Ok(Err(page))
}
