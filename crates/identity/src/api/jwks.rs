//! `GET /jwks`: the keys that check our signatures (RFC 7517 §5).

use axum::extract::State;
use serde_json::json;
use web::{Answer, Ctx};

use super::error::ApiError;
use crate::Identity;

pub(crate) async fn get(State(identity): State<Identity>, ctx: Ctx) -> Result<Answer, ApiError> {
    let ring = identity.published_keys(ctx.moment().wall).await?;
    Ok(super::public_json(&json!({ "keys": ring.published })))
}
