//! Which client calls an API of ours. It shows its secret as at `/token`.

use http::HeaderMap;
use web::Ctx;

use super::{client_auth, error::ApiError, form::Form};
use crate::{Identity, model::client::Client};

/// The client that calls.
pub(crate) async fn caller(identity: &Identity, ctx: &Ctx, headers: &HeaderMap) -> Result<Client, ApiError> {
    match client_auth::authenticate(identity, ctx, headers, &Form::empty()).await {
        // a page that asks for credentials says how
        Err(ApiError::Client { .. }) => Err(ApiError::Client { by_header: true }),
        outcome => outcome,
    }
}
