//! `/token/introspection` (RFC 7662).

use axum::{body::Bytes, extract::State};
use http::HeaderMap;
use kernel::Timestamp;
use serde_json::{Value, json};
use web::{Answer, Ctx};

use super::{
    super::{FranceConnect, subject::subject},
    client_auth::authenticate,
    error::ApiError,
    form::Form,
    json,
};

pub(in super::super) async fn post(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Answer {
    introspect(&fc, ctx.moment().wall, &headers, &body).map_or_else(|error| error.answer(&ctx), |said| json(&said))
}

/// A client learns of its own tokens only.
fn introspect(fc: &FranceConnect, now: Timestamp, headers: &HeaderMap, body: &[u8]) -> Result<Value, ApiError> {
    let form = Form::read(headers, body)?;
    let client = authenticate(fc, headers, &form, now)?;
    let token = form.required("token", "missing required parameter(s) token")?;
    let grant = fc.memory().opened_by(token, now).filter(|grant| grant.request.client_id == client.id);
    Ok(grant.map_or_else(
        || json!({ "active": false }),
        |grant| {
            json!({
                "active": true,
                "client_id": client.id,
                "iss": fc.issuer(),
                "scope": grant.request.scope,
                "sub": subject(&client.entity, &grant.identity.pivot()),
                "token_type": "Bearer",
            })
        },
    ))
}
