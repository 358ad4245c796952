//! What we ask the identity provider, and how its tokens are checked.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use outbound::{Http, Request};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::sync::RwLock;

use super::Client;
use crate::Failure;

/// Our identity provider, as a client sees it: only what discovery tells.
pub(super) struct Provider {
    issuer: String,
    keys: RwLock<Option<Keys>>,
}

/// The provider's keys, and when they were read, in seconds.
struct Keys {
    set: JwkSet,
    read_at: i64,
}

/// What the token endpoint gives (OpenID Connect Core §3.1.3.3).
#[derive(Deserialize)]
pub(super) struct Tokens {
    pub access_token: String,
    pub id_token: String,
}

/// The claims of an ID token that we use (OpenID Connect Core §2).
#[derive(Deserialize)]
pub(super) struct IdToken {
    pub sub: String,
    pub nonce: Option<String>,
    pub auth_time: Option<i64>,
    pub sid: Option<String>,
    #[serde(default)]
    pub amr: Vec<String>,
}

/// The claims of a logout token (OpenID Connect Back-Channel Logout §2.4).
#[derive(Deserialize)]
pub(super) struct LogoutToken {
    pub sid: Option<String>,
    pub nonce: Option<String>,
    pub events: serde_json::Map<String, serde_json::Value>,
}

impl Provider {
    pub(super) fn new(issuer: String) -> Self {
        Self { issuer, keys: RwLock::default() }
    }

    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The URL that begins a sign-in.
    pub(super) fn authorize_url(&self, parameters: &[(&str, &str)]) -> String {
        self.with_query("/authorize", parameters)
    }

    /// The URL that ends the sign-on session.
    pub(super) fn end_session_url(&self, parameters: &[(&str, &str)]) -> String {
        self.with_query("/end-session", parameters)
    }

    /// Exchanges a code.
    pub(super) async fn exchange(
        &self,
        http: &Http,
        client: &Client,
        code: &str,
        verifier: &str,
        redirect_uri: &str,
    ) -> Result<Tokens, Failure> {
        let fields = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri), ("code_verifier", verifier)];
        let request = Request::form(format!("{}/token", self.issuer), &fields).header("authorization", basic(client));
        let answer = http.send(request).await.map_err(unreachable)?;
        match answer.status {
            200 => answer.json().map_err(unreachable),
            // a code that has been used, or that waited too long (RFC 6749 §5.2)
            400 => Err(too_late()),
            status => Err(Failure::fault(format!("the token endpoint answered {status}"))),
        }
    }

    /// The claims that the person granted; nothing when the token is dead.
    pub(super) async fn userinfo(
        &self,
        http: &Http,
        access_token: &str,
    ) -> Result<Option<serde_json::Map<String, serde_json::Value>>, Failure> {
        let request = Request::get(format!("{}/userinfo", self.issuer)).header("authorization", format!("Bearer {access_token}"));
        let answer = http.send(request).await.map_err(unreachable)?;
        match answer.status {
            200 => answer.json().map(Some).map_err(unreachable),
            401 | 403 => Ok(None),
            status => Err(Failure::fault(format!("userinfo answered {status}"))),
        }
    }

    /// Checks a token's signature, issuer, audience and times. `at` is now, in seconds.
    pub(super) async fn verify<T: serde::de::DeserializeOwned>(
        &self,
        http: &Http,
        client: &Client,
        token: &str,
        at: i64,
    ) -> Result<T, Failure> {
        let refused = |_| not_verified();
        let header = jsonwebtoken::decode_header(token).map_err(refused)?;
        let key = self.key(http, header.kid.as_deref().unwrap_or_default(), at).await?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&client.id]);
        // times are checked below against our own clock, not the library's
        validation.validate_exp = false;
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        let claims = jsonwebtoken::decode::<serde_json::Value>(token, &key, &validation).map_err(refused)?.claims;
        let time = |name: &str| claims.get(name).and_then(serde_json::Value::as_i64);
        let is_fresh = time("exp").is_some_and(|exp| exp > at) && time("iat").is_some_and(|iat| iat <= at + 60);
        if !is_fresh {
            return Err(too_late());
        }
        // a token for another use, signed by the same key
        serde_json::from_value(claims).map_err(|_| not_verified())
    }

    /// The key of this identifier. An unknown one makes us read the set again,
    /// but not each time that a stranger invents one.
    async fn key(&self, http: &Http, kid: &str, at: i64) -> Result<DecodingKey, Failure> {
        let mut jwk = None;
        let mut is_recent = false;
        if let Some(keys) = self.keys.read().await.as_ref() {
            jwk = keys.set.find(kid).cloned();
            is_recent = at - keys.read_at < READ_KEYS_EVERY;
        }
        if jwk.is_none() && !is_recent {
            let answer = http.send(Request::get(format!("{}/jwks", self.issuer))).await.map_err(unreachable)?;
            let set: JwkSet = answer.json().map_err(unreachable)?;
            jwk = set.find(kid).cloned();
            *self.keys.write().await = Some(Keys { set, read_at: at });
        }
        DecodingKey::from_jwk(&jwk.ok_or_else(not_verified)?).map_err(|_| Failure::fault("a key of the provider cannot be read"))
    }

    fn with_query(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let pairs: Vec<String> = parameters.iter().map(|(name, value)| format!("{name}={}", crate::posted::encode(value))).collect();
        format!("{}{path}?{}", self.issuer, pairs.join("&"))
    }
}

/// How old a session may be before the provider is asked again.
pub(super) const CHECK_EVERY: Duration = Duration::from_secs(300);

/// The provider's keys are not read more often than this, in seconds.
const READ_KEYS_EVERY: i64 = 10;

/// The challenge of a verifier (RFC 7636 §4.2).
pub(super) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

fn basic(client: &Client) -> String {
    use base64::engine::general_purpose::STANDARD;
    let encoded = |text: &str| crate::posted::encode(text);
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(&client.id), encoded(&client.secret))))
}

pub(super) fn too_late() -> Failure {
    Failure::invalid("Votre connexion a pris trop de temps. Recommencez.")
}

pub(super) fn not_verified() -> Failure {
    Failure::invalid("Votre connexion n’a pas pu être vérifiée. Recommencez.")
}

fn unreachable(error: outbound::CallError) -> Failure {
    tracing::warn!(%error, "the identity provider did not answer");
    kernel::Problem::Unavailable("Le service de connexion ne répond pas. Réessayez dans quelques minutes.".into()).into()
}
