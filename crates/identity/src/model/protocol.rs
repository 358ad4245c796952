//! How a client speaks, as its registration says (names of RFC 7591 §2 where
//! it has them). What a client said nothing of keeps the house's default.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{api_scope::ApiScopes, client::is_registrable, jwk::KeySet};

db::text_enum! {
    /// How a client proves who it is (`token_endpoint_auth_method`, Core §9).
    #[derive(Default, Serialize, Deserialize)]
    pub enum AuthMethod {
        /// Its secret, in the header or in the form: what clients that declared nothing do.
        #[default]
        #[serde(rename = "client_secret")]
        Secret = "client_secret",
        /// Its secret, in the header.
        #[serde(rename = "client_secret_basic")]
        SecretBasic = "client_secret_basic",
        /// Its secret, in the form.
        #[serde(rename = "client_secret_post")]
        SecretPost = "client_secret_post",
        /// A JWT signed with its key (RFC 7523).
        #[serde(rename = "private_key_jwt")]
        PrivateKeyJwt = "private_key_jwt",
    }
}

impl AuthMethod {
    /// Those that the standard names.
    pub const STANDARD: [Self; 3] = [Self::SecretBasic, Self::SecretPost, Self::PrivateKeyJwt];

    /// Whether a client that declared this has a secret.
    pub fn has_secret(self) -> bool {
        self != Self::PrivateKeyJwt
    }

    /// Whether a client that declared this may prove itself by `shown`.
    pub fn accepts(self, shown: Self) -> bool {
        self == shown || (self == Self::Secret && shown != Self::PrivateKeyJwt)
    }
}

db::text_enum! {
    /// What we sign with.
    #[derive(Default, Serialize, Deserialize)]
    pub enum SigningAlg {
        /// ECDSA on P-256: small and quick.
        #[default]
        ES256 = "ES256",
        /// RSA: what every implementation knows (Core §15.1).
        RS256 = "RS256",
    }
}

impl SigningAlg {
    /// The library's name of it.
    pub(crate) const fn algorithm(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::ES256 => jsonwebtoken::Algorithm::ES256,
            Self::RS256 => jsonwebtoken::Algorithm::RS256,
        }
    }
}

db::text_enum! {
    /// Whether access tokens are bound to a key of the client (RFC 9449).
    #[derive(Default, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Binding {
        /// When the client shows a proof (`DPoP` header).
        #[default]
        Optional = "optional",
        /// Always (`dpop_bound_access_tokens`).
        Required = "required",
        /// Always, and each proof holds a nonce of ours (RFC 9449 §8).
        Nonce = "nonce",
    }
}

/// Where a client's public keys are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientKeys {
    /// Kept with it.
    Jwks(Value),
    /// At an address of its own.
    JwksUri(String),
}

/// How a client speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Protocol {
    /// How it proves who it is.
    pub auth_method: AuthMethod,
    /// Its public keys.
    pub keys: Option<ClientKeys>,
    /// Whether its authorization requests must be pushed (RFC 9126 §6).
    pub requires_par: bool,
    /// Whether its tokens are bound to its key.
    pub binding: Binding,
    /// What its ID tokens and logout tokens are signed with (`id_token_signed_response_alg`).
    pub id_token_alg: SigningAlg,
    /// What userinfo is signed with; plain JSON when absent (`userinfo_signed_response_alg`).
    pub userinfo_alg: Option<SigningAlg>,
    /// All that it may ask in its own name.
    pub api_scopes: ApiScopes,
}

impl Protocol {
    /// Whether its keys can be used, and are there when its method needs them.
    ///
    /// # Errors
    /// A sentence for whoever registers it.
    pub fn check(&self) -> Result<(), &'static str> {
        match &self.keys {
            None if self.auth_method == AuthMethod::PrivateKeyJwt => Err("private_key_jwt needs the client's keys"),
            Some(ClientKeys::Jwks(set)) if KeySet::read(set).is_none() => {
                Err("the key set must hold 1 to 20 public keys, one at least being P-256 or RSA of 2048 to 4096 bits, none private")
            }
            Some(ClientKeys::JwksUri(uri)) if !is_registrable(uri) || !is_private(uri) => {
                Err("the address of the keys must be absolute, https, without fragment")
            }
            _ => Ok(()),
        }
    }
}

/// Whether nobody on the way can put other keys there: TLS, or this very machine.
fn is_private(uri: &str) -> bool {
    let is_here = |host: &str| uri.strip_prefix(host).is_some_and(|rest: &str| rest.starts_with([':', '/']));
    uri.starts_with("https://") || is_here("http://localhost") || is_here("http://127.0.0.1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_kept_is_read_again_and_what_was_never_said_is_the_default() {
        let protocol = Protocol {
            auth_method: AuthMethod::PrivateKeyJwt,
            keys: Some(ClientKeys::JwksUri("https://bron.example/cles".into())),
            requires_par: true,
            binding: Binding::Nonce,
            id_token_alg: SigningAlg::RS256,
            userinfo_alg: Some(SigningAlg::ES256),
            api_scopes: ApiScopes::parse("accounts:deleted").unwrap(),
        };
        let kept = serde_json::to_value(&protocol).unwrap();
        assert_eq!(kept["keys"], json!({ "jwks_uri": "https://bron.example/cles" }));
        assert_eq!(serde_json::from_value::<Protocol>(kept).unwrap(), protocol);
        assert_eq!(serde_json::from_value::<Protocol>(json!({})).unwrap(), Protocol::default());
    }

    #[test]
    fn a_client_that_signs_has_keys_that_can_be_read() {
        let with = |keys| Protocol { auth_method: AuthMethod::PrivateKeyJwt, keys, ..Protocol::default() }.check();
        assert!(with(None).is_err());
        assert!(with(Some(ClientKeys::Jwks(json!({ "keys": [] })))).is_err());
        for (uri, expected) in [
            ("bron.example", false),
            ("http://bron.example/cles", false),
            ("http://localhost.bron.example/cles", false),
            ("https://bron.example/cles", true),
            ("http://localhost:8080/cles", true),
            ("http://127.0.0.1:8080/cles", true),
        ] {
            assert_eq!(with(Some(ClientKeys::JwksUri(uri.into()))).is_ok(), expected, "{uri}");
        }
    }

    #[test]
    fn a_declared_method_is_the_only_one() {
        use AuthMethod::{PrivateKeyJwt, Secret, SecretBasic, SecretPost};
        let accepted = |declared: AuthMethod| AuthMethod::STANDARD.map(|shown| declared.accepts(shown));
        assert_eq!(accepted(Secret), [true, true, false]);
        assert_eq!(accepted(SecretBasic), [true, false, false]);
        assert_eq!(accepted(SecretPost), [false, true, false]);
        assert_eq!(accepted(PrivateKeyJwt), [false, false, true]);
    }
}
