//! The endpoints of the protocol.

pub(crate) mod authorize;
pub(crate) mod call;
pub(crate) mod client_auth;
pub(crate) mod deleted_accounts;
pub(crate) mod discovery;
pub(crate) mod end_session;
pub(crate) mod error;
pub(crate) mod form;
pub(crate) mod introspect;
pub(crate) mod jwks;
pub(crate) mod openapi;
pub(crate) mod par;
pub(crate) mod program;
pub(crate) mod proof;
pub(crate) mod revoke;
pub(crate) mod shown;
pub(crate) mod token;
pub(crate) mod userinfo;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use serde_json::Value;

/// A JSON answer that nobody keeps.
pub(crate) fn json(body: &Value) -> Response {
    let mut response = body.to_string().into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// A JSON answer, the same for everybody for five minutes.
pub(crate) fn public_json(body: &Value) -> Response {
    let mut response = json(body);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    response
}
