//! `/franceconnect/deconnexion`: she signed out of FranceConnect too.

use axum::extract::RawQuery;
use web::{Answer, Ctx, redirect};

use crate::{flow::franceconnect::signing_out, franceconnect::answer, pages::connect::leave};

pub(crate) async fn get(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let target = answer::single(&pairs, "state").and_then(|state| signing_out::target(&ctx, state));
    redirect(target.as_deref().unwrap_or(leave::DONE))
}
