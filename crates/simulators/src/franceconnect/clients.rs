//! The service providers that it knows, and how each was registered.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use jsonwebtoken::{Algorithm, jwk::Jwk};

/// A service provider.
#[derive(Clone)]
pub struct Client {
    /// Its `client_id`.
    pub id: String,
    /// How people know it: « Continuer sur … ».
    pub name: String,
    /// Who answers for it: a person has one `sub` for all the clients of an entity.
    pub entity: String,
    /// How it proves who it is.
    pub proof: Proof,
    /// Where people come back from the login, to the letter.
    pub redirect_uris: Vec<String>,
    /// Where people come back from the logout, to the letter.
    pub post_logout_uris: Vec<String>,
    /// The scopes that it may ask for, see [`super::SCOPES`].
    pub scopes: Vec<String>,
    /// How its ID tokens and its userinfo are signed.
    pub signing: Signing,
    /// A client that was disabled is refused as one that never was.
    pub is_active: bool,
}

/// How a client proves who it is at the token endpoint.
#[derive(Clone)]
pub enum Proof {
    /// `client_secret_post`.
    Secret(String),
    /// `private_key_jwt` (RFC 7523): its public key, ES256 or RS256.
    Key(Box<Jwk>),
}

/// An algorithm that FranceConnect offers to service providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// The one that it recommends.
    Es256,
    /// For those who cannot do better.
    Rs256,
}

impl Signing {
    pub(super) const fn algorithm(self) -> Algorithm {
        match self {
            Self::Es256 => Algorithm::ES256,
            Self::Rs256 => Algorithm::RS256,
        }
    }
}

impl Client {
    /// Whether it has this secret.
    pub(super) fn has_secret(&self, given: &str) -> bool {
        matches!(&self.proof, Proof::Secret(kept) if verify_slices_are_equal(kept.as_bytes(), given.as_bytes()).is_ok())
    }

    pub(super) fn may_ask(&self, scope: &str) -> bool {
        self.scopes.iter().any(|known| known == scope)
    }
}
