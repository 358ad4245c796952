//! Signatures that must not be believed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::keys::{Key, KeyError, KeyRing, pem};

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forgery {
    /// A right signature, of a key that nobody publishes under this name.
    UnknownKid,
    /// The name of our key, the signature of another.
    OtherKey,
    /// `alg: none`.
    Unsigned,
    /// HS256, whose secret is our public key as a file holds it.
    PublicKeyAsSecret,
}

/// A token, signed as it should be or not.
pub(super) fn sign(keys: &KeyRing, algorithm: Algorithm, claims: &Value, forgery: Option<Forgery>) -> Result<String, KeyError> {
    let key = keys.current(algorithm)?;
    match forgery {
        None => key.sign(&key.kid, claims),
        Some(Forgery::UnknownKid) => key.sign("nobody-publishes-this-key", claims),
        Some(Forgery::OtherKey) => Key::generate(algorithm)?.sign(&key.kid, claims),
        Some(Forgery::Unsigned) => Ok(unsigned(&key.kid, claims)),
        Some(Forgery::PublicKeyAsSecret) => {
            let header = Header { typ: None, kid: Some(key.kid.clone()), ..Header::new(Algorithm::HS256) };
            jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(pem("PUBLIC KEY", &key.spki).as_bytes())).map_err(|_| KeyError)
        }
    }
}

fn unsigned(kid: &str, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(&json!({ "alg": "none", "kid": kid })), part(claims))
}
