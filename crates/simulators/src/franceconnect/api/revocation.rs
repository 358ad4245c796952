//! `/token/revocation` (RFC 7009).

use axum::{body::Bytes, extract::State, response::IntoResponse};
use http::{HeaderMap, StatusCode};
use kernel::Timestamp;
use web::{Answer, Ctx};

use super::{super::FranceConnect, client_auth::authenticate, error::ApiError, form::Form};

pub(in super::super) async fn post(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Answer {
    match revoke(&fc, ctx.moment().wall, &headers, &body) {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => error.answer(&ctx),
    }
}

/// The token of another client stays, without a word of it (§2.1).
fn revoke(fc: &FranceConnect, now: Timestamp, headers: &HeaderMap, body: &[u8]) -> Result<(), ApiError> {
    let form = Form::read(headers, body)?;
    let client = authenticate(fc, headers, &form, now)?;
    let token = form.required("token", "missing required parameter(s) token")?;
    let mut memory = fc.memory();
    if memory.opened_by(token, now).is_some_and(|grant| grant.request.client_id == client.id) {
        memory.revoke(token, now);
    }
    Ok(())
}
