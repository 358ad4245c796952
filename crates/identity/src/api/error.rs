//! Errors of the endpoints (RFC 6749 §5.2, RFC 6750 §3.1), never repeating what was sent.

use axum::response::{IntoResponse, Response};
use db::DbError;
use http::{HeaderValue, StatusCode, header};
use kernel::Problem;
use serde_json::json;
use web::Failure;

/// Why an endpoint does not answer as asked.
#[derive(Debug)]
pub(crate) enum ApiError {
    /// The protocol has a word for it.
    Refused { status: StatusCode, error: &'static str, description: &'static str },
    /// The client did not prove who it is; by `Authorization` or not.
    Client { by_header: bool },
    /// The bearer token is worth nothing; none was sent when false.
    Bearer { sent: bool },
    /// Too many failures: seconds to wait.
    Wait(u32),
    /// A fault, or a database that does not answer.
    Other(Failure),
}

impl ApiError {
    /// A 400 of the token endpoint.
    pub(crate) const fn bad(error: &'static str, description: &'static str) -> Self {
        Self::Refused { status: StatusCode::BAD_REQUEST, error, description }
    }
    /// The request has not the right shape.
    pub(crate) const fn invalid(description: &'static str) -> Self {
        Self::bad("invalid_request", description)
    }
    /// The code or the refresh token is worth nothing. One sentence for every reason.
    pub(crate) const GRANT: Self = Self::bad("invalid_grant", "this grant is unknown, expired, used, or not yours");
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        Self::Other(error.into())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            Self::Refused { status, error, description } => answer(status, error, description, None),
            Self::Client { by_header } => {
                let challenge = by_header.then_some("Basic realm=\"GrandLyon Connect\", charset=\"UTF-8\"");
                answer(StatusCode::UNAUTHORIZED, "invalid_client", "client authentication failed", challenge)
            }
            Self::Bearer { sent: true } => answer(
                StatusCode::UNAUTHORIZED,
                "invalid_token",
                "this token is unknown, expired or revoked",
                Some("Bearer error=\"invalid_token\""),
            ),
            // RFC 6750 §3.1: no error code for a request without token
            Self::Bearer { sent: false } => {
                let mut response = StatusCode::UNAUTHORIZED.into_response();
                response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"GrandLyon Connect\""));
                response
            }
            Self::Wait(seconds) => {
                let mut response = answer(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", "too many failures: wait", None);
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                response
            }
            // two writers met: the same request may succeed at once
            Self::Other(Failure::Problem(Problem::Conflict(_))) => {
                answer(StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "try again", None)
            }
            Self::Other(failure) => failure.into_response(),
        }
    }
}

fn answer(status: StatusCode, error: &str, description: &str, challenge: Option<&'static str>) -> Response {
    let mut response = super::json(&json!({ "error": error, "error_description": description }));
    *response.status_mut() = status;
    if let Some(challenge) = challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}
