//! `POST /par` (RFC 9126): a client pushes an authorization request, checked as
//! if a browser brought it, and gets a name for it that serves once.

use axum::{body::Bytes, extract::State};
use http::{HeaderMap, StatusCode};
use serde_json::json;
use web::{Answer, Ctx, cookie::digest};

use super::{call::Call, client_auth, error::ApiError, proof};
use crate::{
    Identity,
    model::{
        authorize,
        endpoint::Endpoint,
        life::{PUSHED, after},
        reason,
    },
    store::pushed,
};

/// The start of the names that we give.
pub(crate) const URN: &str = "urn:ietf:params:oauth:request_uri:";

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let call = Call::read(identity, ctx, headers, &body, Endpoint::Par).await?;
    call.told(answer(&call).await).await
}

async fn answer(call: &Call) -> Result<Answer, ApiError> {
    let client = client_auth::authenticate(call).await?;
    let mut request = authorize::check(call.form.pairs(), &client).map_err(|refusal| refusal.reason())?;
    // a proof here binds the code as `dpop_jkt` does (RFC 9449 §10.1)
    if let Some(key) = proof::if_shown(call.place(), client.protocol.0.binding).await? {
        match &request.key_thumbprint {
            Some(asked) if *asked != key => return Err(ApiError::Refused(&reason::KEY_THUMBPRINT)),
            _ => request.key_thumbprint = Some(key),
        }
    }
    let name = call.moment().token::<32>();
    let mut tx = call.identity.databases.identity_note().await?;
    pushed::keep(&mut tx, &digest(&name), &request, after(call.moment().wall, PUSHED)).await?;
    tx.commit().await?;
    let mut answer = super::json(&json!({ "request_uri": format!("{URN}{name}"), "expires_in": PUSHED }));
    *answer.status_mut() = StatusCode::CREATED;
    Ok(answer)
}
