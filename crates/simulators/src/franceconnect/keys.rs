//! The keys that sign tokens.

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    rand::SystemRandom,
    rsa,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation,
    jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash},
};
use serde_json::Value;

use super::{Client, Signing};

/// Why a key or a signature could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyError;

impl std::fmt::Display for KeyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key of the simulated FranceConnect could not be made or used")
    }
}

impl std::error::Error for KeyError {}

/// A pair of keys.
pub(super) struct Key {
    pub kid: String,
    algorithm: Algorithm,
    private: EncodingKey,
    public: Jwk,
    /// The public key as a file would hold it (SPKI, DER).
    pub spki: Vec<u8>,
}

impl Key {
    /// The library draws it itself: no key follows from a seed.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let (private, spki) = if algorithm == Algorithm::RS256 { rsa_pair() } else { ec_pair() }.map_err(|_| KeyError)?;
        let mut public = Jwk::from_encoding_key(&private, algorithm).map_err(|_| KeyError)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| KeyError)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self { kid, algorithm, private, public, spki })
    }

    /// A signed token whose header has `alg` and this `kid`, and nothing else.
    pub fn sign(&self, kid: &str, claims: &Value) -> Result<String, KeyError> {
        let header = Header { typ: None, kid: Some(kid.to_owned()), ..Header::new(self.algorithm) };
        jsonwebtoken::encode(&header, claims, &self.private).map_err(|_| KeyError)
    }
}

fn ec_pair() -> Result<(EncodingKey, Vec<u8>), aws_lc_rs::error::Unspecified> {
    let private = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())?;
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, private.as_ref())?;
    let spki: PublicKeyX509Der<'_> = pair.public_key().as_der()?;
    Ok((EncodingKey::from_ec_der(private.as_ref()), spki.as_ref().to_vec()))
}

fn rsa_pair() -> Result<(EncodingKey, Vec<u8>), aws_lc_rs::error::Unspecified> {
    let pair = rsa::KeyPair::generate(rsa::KeySize::Rsa2048)?;
    let private: Pkcs8V1Der<'_> = pair.as_der()?;
    let spki: PublicKeyX509Der<'_> = pair.public_key().as_der()?;
    // the library wants what PKCS #8 wraps, and takes it out of a file only
    let private = EncodingKey::from_rsa_pem(pem("PRIVATE KEY", private.as_ref()).as_bytes()).map_err(|_| aws_lc_rs::error::Unspecified)?;
    Ok((private, spki.as_ref().to_vec()))
}

/// A key as a file holds it (RFC 7468).
pub(super) fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<String> = text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// Every key, the newest first. Old ones stay published: they verify what they signed.
pub(super) struct KeyRing(Vec<Key>);

impl KeyRing {
    /// An ES256 key, and an RS256 one if a client needs it.
    pub fn generate(clients: &[Client]) -> Result<Self, KeyError> {
        let mut keys = vec![Key::generate(Algorithm::ES256)?];
        if clients.iter().any(|client| client.signing == Signing::Rs256) {
            keys.push(Key::generate(Algorithm::RS256)?);
        }
        Ok(Self(keys))
    }

    /// Puts a new key before those of its algorithm.
    pub fn renew(&mut self) -> Result<(), KeyError> {
        let algorithms: std::collections::HashSet<Algorithm> = self.0.iter().map(|key| key.algorithm).collect();
        for algorithm in algorithms {
            self.0.insert(0, Key::generate(algorithm)?);
        }
        Ok(())
    }

    /// The key that signs today.
    pub fn current(&self, algorithm: Algorithm) -> Result<&Key, KeyError> {
        self.0.iter().find(|key| key.algorithm == algorithm).ok_or(KeyError)
    }

    /// What `/jwks` answers.
    pub fn published(&self) -> JwkSet {
        JwkSet { keys: self.0.iter().map(|key| key.public.clone()).collect() }
    }

    /// The claims of an ID token of ours, however old.
    pub fn read_hint(&self, token: &str, issuer: &str) -> Option<Value> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = self.0.iter().find(|key| key.kid == kid)?;
        let mut validation = Validation::new(key.algorithm);
        validation.set_issuer(&[issuer]);
        validation.validate_exp = false;
        validation.validate_aud = false;
        let public = DecodingKey::from_jwk(&key.public).ok()?;
        Some(jsonwebtoken::decode::<Value>(token, &public, &validation).ok()?.claims)
    }
}
