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
    match missing(&mut tx, ctx, &session, back).await? {
        None => Ok(Ok((tx, session))),
        Some(page) => {
            tx.commit().await?;
            Ok(Err(page))
        }
    }
}

/// The page that asks for a fresh proof, then leads back to the page `back`;
/// nothing when the proof is fresh.
pub(super) async fn missing(tx: &mut IdentityTx, ctx: &Ctx, session: &Session, back: &str) -> Outcome<Option<String>> {
    let has_factor = second_factors::standing(tx, session.account_id).await?.has_one;
    let is_fresh = ctx.moment().wall < after(session.authenticated_at, FRESH);
    Ok(if is_fresh && (session.methods.has_second_factor() || !has_factor) {
        None
    } else if has_factor {
        Some(authorization::code_step(tx, ctx, session, Some(back.to_owned())).await?)
    } else {
        Some(with_query("/compte/verification", &[("vers", Some(back))]))
    })
}
