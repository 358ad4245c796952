//! Errors of the endpoints (RFC 6749 §5.2, RFC 6750 §3.1, RFC 9449 §7.1), never
//! repeating what was sent.

use axum::response::{IntoResponse, Response};
use db::DbError;
use http::{HeaderName, HeaderValue, StatusCode, header};
use kernel::Problem;
use serde_json::json;
use web::Failure;

use crate::model::{jws::JwsAlg, reason::Reason};

/// The header that gives a nonce (RFC 9449 §8).
const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");
const REALM: &str = "realm=\"GrandLyon Connect\"";

/// Why an endpoint does not answer as asked.
#[derive(Debug)]
pub(crate) enum ApiError {
    /// The protocol has a word for it: 400.
    Refused(&'static Reason),
    /// The client did not prove who it is; by `Authorization` or not.
    Client { by_header: bool, reason: &'static Reason },
    /// No access token was shown.
    NoToken,
    /// The access token is worth nothing there.
    Token { is_dpop: bool, reason: &'static Reason },
    /// The proof of possession is not right: 400 where tokens are given, 401
    /// where they are shown. With a nonce to use, when one was missing.
    Proof { with_token: bool, reason: &'static Reason, nonce: Option<String> },
    /// Too many failures: seconds to wait.
    Wait(u32),
    /// A fault, or a database that does not answer.
    Other(Failure),
}

impl ApiError {
    /// What the client's developer is to be told of it.
    pub(crate) const fn reason(&self) -> Option<&'static Reason> {
        match self {
            Self::Refused(reason) | Self::Client { reason, .. } | Self::Token { reason, .. } | Self::Proof { reason, .. } => Some(reason),
            Self::NoToken | Self::Wait(_) | Self::Other(_) => None,
        }
    }
}

impl From<&'static Reason> for ApiError {
    fn from(reason: &'static Reason) -> Self {
        Self::Refused(reason)
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        Self::Other(error.into())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(reason) => answer(StatusCode::BAD_REQUEST, reason, None),
            Self::Client { by_header, reason } => {
                let challenge = by_header.then(|| format!("Basic {REALM}, charset=\"UTF-8\""));
                answer(StatusCode::UNAUTHORIZED, reason, challenge)
            }
            // RFC 6750 §3.1: no error code for a request without token
            Self::NoToken => challenged(StatusCode::UNAUTHORIZED.into_response(), Some(format!("Bearer {REALM}"))),
            Self::Token { is_dpop, reason } => {
                let is_too_small = reason.error == "insufficient_scope";
                let status = if is_too_small { StatusCode::FORBIDDEN } else { StatusCode::UNAUTHORIZED };
                answer(status, reason, Some(if is_dpop { dpop(reason) } else { format!("Bearer error=\"{}\"", reason.error) }))
            }
            Self::Proof { with_token, reason, nonce } => {
                let status = if with_token { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_REQUEST };
                let mut response = answer(status, reason, with_token.then(|| dpop(reason)));
                if let Some(nonce) = nonce.and_then(|nonce| HeaderValue::from_str(&nonce).ok()) {
                    response.headers_mut().insert(DPOP_NONCE, nonce);
                }
                response
            }
            Self::Wait(seconds) => {
                let mut response = written(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", "too many failures: wait");
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                response
            }
            // two writers met: the same request may succeed at once
            Self::Other(Failure::Problem(Problem::Conflict(_))) => {
                written(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "try again")
            }
            Self::Other(failure) => failure.into_response(),
        }
    }
}

/// A challenge that says which algorithms a proof may have (RFC 9449 §7.1).
fn dpop(reason: &Reason) -> String {
    let algs = JwsAlg::ALL.iter().map(|alg| alg.as_str()).collect::<Vec<_>>().join(" ");
    format!("DPoP error=\"{}\", algs=\"{algs}\"", reason.error)
}

fn answer(status: StatusCode, reason: &Reason, challenge: Option<String>) -> Response {
    challenged(written(status, reason.error, reason.description), challenge)
}

fn challenged(mut response: Response, challenge: Option<String>) -> Response {
    if let Some(challenge) = challenge.and_then(|challenge| HeaderValue::from_str(&challenge).ok()) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

fn written(status: StatusCode, error: &str, description: &str) -> Response {
    let mut response = super::json(&json!({ "error": error, "error_description": description }));
    *response.status_mut() = status;
    response
}
