//! The endpoints of the protocol, and the resource that changes its mood.

pub(super) mod authorize;
mod bearer;
mod client_auth;
pub(super) mod discovery;
mod error;
mod form;
pub(super) mod introspection;
pub(super) mod jwks;
pub(super) mod misbehave;
pub(super) mod revocation;
pub(super) mod session_end;
pub(super) mod token;
mod trouble;
pub(super) mod userinfo;

use axum::response::IntoResponse;
use http::{HeaderValue, header};
use serde_json::Value;
use web::{Answer, redirect};

/// A JSON document.
fn json(body: &Value) -> Answer {
    typed("application/json; charset=utf-8", body.to_string())
}

fn typed(kind: &'static str, body: String) -> Answer {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// What a form of a client's site asks, read again as an address: a person's
/// cookies come with the reading request that it becomes.
fn as_reading(path: &str, body: &[u8]) -> Answer {
    redirect(&format!("/api/v2{path}?{}", String::from_utf8_lossy(body)))
}
