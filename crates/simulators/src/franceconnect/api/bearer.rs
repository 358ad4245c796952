//! The access token of a call.

use std::sync::Arc;

use http::{HeaderMap, header};
use kernel::Timestamp;

use super::{
    super::{FranceConnect, memory::Grant},
    error::ApiError,
};

/// What the token of `Authorization` opens (RFC 6750 §2.1); tokens elsewhere are not looked at.
pub(super) fn opened(fc: &FranceConnect, headers: &HeaderMap, now: Timestamp) -> Result<Arc<Grant>, ApiError> {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let (scheme, token) = header.and_then(|text| text.split_once(' ')).ok_or(ApiError::invalid("no access token provided"))?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::invalid("authorization header value is not a bearer token"));
    }
    fc.memory().opened_by(token, now).ok_or(ApiError::TOKEN)
}
