//! Which client calls: `client_secret_post` or `private_key_jwt`, as it was
//! registered, and never `client_secret_basic`.

use http::{HeaderMap, header};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::Jwk};
use kernel::Timestamp;
use serde_json::Value;

use super::{
    super::{Client, FranceConnect, Proof},
    error::ApiError,
    form::Form,
};

/// RFC 7523 §2.2.
const ASSERTION: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const WRONG_SECRET: ApiError = ApiError::client("client authentication failed (invalid secret provided)");
const WRONG_METHOD: ApiError = ApiError::client("client authentication failed (no such authentication method for this client)");
const WRONG_ASSERTION: ApiError = ApiError::client("client authentication failed (invalid assertion provided)");

/// The client that calls.
pub(super) fn authenticate<'a>(fc: &'a FranceConnect, headers: &HeaderMap, form: &Form, now: Timestamp) -> Result<&'a Client, ApiError> {
    let assertion = form.get("client_assertion");
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(WRONG_METHOD);
    }
    if assertion.is_some() && form.get("client_secret").is_some() {
        return Err(ApiError::invalid("client authentication must only be provided using one mechanism"));
    }
    let id = match (form.get("client_id"), assertion) {
        (Some(id), _) => id.to_owned(),
        (None, Some(assertion)) => issuer(assertion).ok_or(WRONG_ASSERTION)?,
        (None, None) => return Err(ApiError::invalid("no client authentication mechanism provided")),
    };
    let client =
        fc.client(&id).filter(|client| client.is_active).ok_or(ApiError::client("client authentication failed (client not found)"))?;
    match (&client.proof, form.get("client_secret"), assertion) {
        (Proof::Secret(_), Some(secret), None) if client.has_secret(secret) => Ok(client),
        (Proof::Secret(_), Some(_), None) => Err(WRONG_SECRET),
        (Proof::Key(key), None, Some(assertion)) => {
            let is_typed = form.get("client_assertion_type") == Some(ASSERTION);
            let is_right = is_typed && holds(fc, key, assertion, &client.id, now);
            if is_right { Ok(client) } else { Err(WRONG_ASSERTION) }
        }
        _ => Err(WRONG_METHOD),
    }
}

/// Who an assertion says it is of: nothing is believed yet.
fn issuer(assertion: &str) -> Option<String> {
    jsonwebtoken::dangerous::insecure_decode::<Value>(assertion).ok()?.claims["iss"].as_str().map(str::to_owned)
}

/// RFC 7523 §3: of the client, for us, not expired, never used.
fn holds(fc: &FranceConnect, key: &Jwk, assertion: &str, client: &str, now: Timestamp) -> bool {
    let algorithms = [Algorithm::ES256, Algorithm::RS256];
    let header = jsonwebtoken::decode_header(assertion).ok();
    let Some(algorithm) = header.map(|header| header.alg).filter(|algorithm| algorithms.contains(algorithm)) else { return false };
    let mut validation = Validation::new(algorithm);
    validation.set_issuer(&[client]);
    validation.set_audience(&[fc.issuer(), &format!("{}/token", fc.issuer())]);
    validation.set_required_spec_claims(&["iss", "aud", "exp", "sub"]);
    validation.sub = Some(client.to_owned());
    // the time is ours to tell
    validation.validate_exp = false;
    let Ok(public) = DecodingKey::from_jwk(key) else { return false };
    let Ok(said) = jsonwebtoken::decode::<Value>(assertion, &public, &validation) else { return false };
    let is_fresh = said.claims["exp"].as_i64().is_some_and(|until| now.as_second() < until);
    is_fresh && said.claims["jti"].as_str().is_some_and(|jti| fc.memory().is_first_use(jti, now))
}
