//! How FranceConnect knows us, as the operator says it.

use std::{sync::Arc, time::Duration};

use jsonwebtoken::{Algorithm, EncodingKey};
use kernel::Personal;

/// How long FranceConnect may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How FranceConnect knows us.
#[derive(Clone)]
pub struct Settings {
    /// Its issuer: the base of every endpoint, without a final slash.
    pub issuer: String,
    /// Our `client_id`.
    pub client_id: String,
    /// How we prove who we are.
    pub proof: Proof,
    /// How we asked that tokens be signed: no other algorithm is read.
    pub signing: Signing,
    /// How long it may take to answer; usually [`PATIENCE`].
    pub patience: Duration,
    /// FranceConnect's own picture of its button, when the operator placed it.
    pub button: Option<Picture>,
}

/// A picture to serve.
#[derive(Clone)]
pub struct Picture {
    /// Its content.
    pub content: Arc<[u8]>,
    /// Its type, for browsers.
    pub content_type: &'static str,
}

/// How we prove who we are at the token endpoint.
#[derive(Clone)]
pub enum Proof {
    /// `client_secret_post`.
    Secret(Personal<String>),
    /// `private_key_jwt` (RFC 7523), signed with ES256.
    Key(EncodingKey),
}

/// The algorithms that FranceConnect offers to its clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// The one that it recommends.
    Es256,
    /// The other.
    Rs256,
}

impl Proof {
    /// The key of a PEM file (PKCS #8, P-256); nothing when it is not one.
    pub fn key(pem: &str) -> Option<Self> {
        EncodingKey::from_ec_pem(pem.as_bytes()).ok().map(Self::Key)
    }
}

impl Signing {
    /// From its name (RFC 7518).
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "ES256" => Some(Self::Es256),
            "RS256" => Some(Self::Rs256),
            _ => None,
        }
    }
    pub(crate) const fn algorithm(self) -> Algorithm {
        match self {
            Self::Es256 => Algorithm::ES256,
            Self::Rs256 => Algorithm::RS256,
        }
    }
}

impl Settings {
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }
}
