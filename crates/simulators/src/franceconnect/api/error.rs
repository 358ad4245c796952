//! Errors of the endpoints, as FranceConnect writes them.

use http::{HeaderValue, StatusCode, header};
use serde_json::json;
use web::{Answer, Ctx};

use super::super::keys::KeyError;

/// The page of its documentation about errors; the code is the only one that integrators know of.
const DOCUMENTATION: &str = "https://docs.partenaires.franceconnect.gouv.fr/fs/fs-technique/fs-technique-erreurs/?code=Y0434A7B&id=";

/// Why an endpoint does not answer as asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct ApiError {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
}

impl ApiError {
    pub const fn new(error: &'static str, description: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error, description }
    }

    pub const fn invalid(description: &'static str) -> Self {
        Self::new("invalid_request", description)
    }

    /// 401: the client did not prove who it is.
    pub const fn client(description: &'static str) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, error: "invalid_client", description }
    }

    /// The code is worth nothing, whatever the reason.
    pub const GRANT: Self = Self::new("invalid_grant", "grant request is invalid");

    /// The access token is worth nothing.
    pub const TOKEN: Self = Self { status: StatusCode::UNAUTHORIZED, error: "invalid_token", description: "invalid token provided" };

    pub fn answer(self, ctx: &Ctx) -> Answer {
        let id = ctx.moment().id::<Self>();
        let body = json!({ "error": self.error, "error_description": self.description, "error_uri": format!("{DOCUMENTATION}{id}") });
        let mut answer = super::json(&body);
        *answer.status_mut() = self.status;
        if self.error == Self::TOKEN.error {
            let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\", error_description=\"invalid token provided\"");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        answer
    }
}

impl From<KeyError> for ApiError {
    fn from(_: KeyError) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, error: "server_error", description: "oops! something went wrong" }
    }
}
