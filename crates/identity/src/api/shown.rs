//! An access token, as a program shows it: in the `Authorization` header only
//! (RFC 9700 §4.3.2), with a proof when it is bound to a key (RFC 9449 §7).

use http::{HeaderMap, header};

use super::{
    error::ApiError,
    proof::{self, Place},
};
use crate::model::{protocol::Binding, reason, reason::Reason};

/// A token, as it was shown.
pub(crate) struct Shown<'a> {
    pub token: &'a str,
    is_dpop: bool,
}

impl<'a> Shown<'a> {
    /// The token of a call.
    pub(crate) fn read(headers: &'a HeaderMap) -> Result<Self, ApiError> {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) = value.and_then(|value| value.split_once(' ')).ok_or(ApiError::NoToken)?;
        let is_dpop = scheme.eq_ignore_ascii_case("dpop");
        let is_known = is_dpop || scheme.eq_ignore_ascii_case("bearer");
        if is_known { Ok(Self { token: token.trim(), is_dpop }) } else { Err(ApiError::NoToken) }
    }

    /// It may not be used there.
    pub(crate) const fn refused(&self, reason: &'static Reason) -> ApiError {
        ApiError::Token { is_dpop: self.is_dpop, reason }
    }

    /// Whether whoever shows the token is whom it was given to: a token bound to
    /// `key` is shown with a proof, another without.
    pub(crate) async fn is_held(&self, place: Place<'_>, method: &str, key: Option<&str>, binding: Binding) -> Result<(), ApiError> {
        match (self.is_dpop, key) {
            (false, None) => Ok(()),
            (true, Some(key)) => proof::of_token(place, method, self.token, key, binding).await,
            (false, Some(_)) => Err(self.refused(&reason::BEARER_BOUND)),
            (true, None) => Err(self.refused(&reason::TOKEN_WORTHLESS)),
        }
    }
}
