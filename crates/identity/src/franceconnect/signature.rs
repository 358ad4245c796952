//! Whether a token is signed by FranceConnect. The algorithm is the one that we
//! registered, never the token's own.

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    jwk::{JwkSet, PublicKeyUse},
};
use serde_json::Value;

/// What a signature is worth.
#[derive(Debug, PartialEq)]
pub(crate) enum Signature {
    /// FranceConnect said these claims.
    Right(Value),
    /// By a key that is not among these: they may be old.
    UnknownKey,
    /// Nobody we believe said that.
    Wrong,
}

/// Checks a token against published keys.
pub(crate) fn verify(token: &str, keys: &JwkSet, algorithm: Algorithm) -> Signature {
    let Ok(header) = jsonwebtoken::decode_header(token) else { return Signature::Wrong };
    let Some(kid) = header.kid.filter(|_| header.alg == algorithm) else { return Signature::Wrong };
    let is_to_sign = |usage: &Option<PublicKeyUse>| matches!(usage, None | Some(PublicKeyUse::Signature));
    let Some(key) = keys.find(&kid).filter(|key| is_to_sign(&key.common.public_key_use)) else { return Signature::UnknownKey };
    let Ok(key) = DecodingKey::from_jwk(key) else { return Signature::Wrong };
    let mut validation = Validation::new(algorithm);
    // who, for whom and until when are checked with the rest, by one clock
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    match jsonwebtoken::decode::<Value>(token, &key, &validation) {
        Ok(said) => Signature::Right(said.claims),
        Err(_) => Signature::Wrong,
    }
}
