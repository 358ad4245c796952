//! The calls to FranceConnect: a code becomes an identity. Each is bounded in
//! time and in size; no redirection is followed.

use std::sync::{Arc, PoisonError, RwLock};

use jsonwebtoken::{Header, jwk::JwkSet};
use kernel::{Moment, Personal};
use outbound::{Answer, CallError, Http, Request};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    check::{self, Expected},
    pivot::{self, Arrival},
    refusal::Refusal,
    settings::{Proof, Settings},
    signature::{self, Signature},
};

/// The largest document read, in bytes.
const LARGEST: usize = 100_000;
/// How long our assertion is worth something, in seconds.
const ASSERTION: i64 = 60;
/// RFC 7523 §2.2.
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// FranceConnect, and the keys that it published last.
pub(crate) struct FranceConnect {
    pub(crate) settings: Settings,
    keys: RwLock<Arc<JwkSet>>,
}

/// What the token endpoint gives.
#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    id_token: String,
    token_type: String,
}

/// What was asked, and must come back.
pub(crate) struct Asked<'a> {
    pub redirect_uri: &'a str,
    pub verifier: &'a str,
    pub nonce_digest: &'a str,
}

impl FranceConnect {
    pub(crate) fn new(settings: Settings) -> Self {
        Self { settings, keys: RwLock::new(Arc::new(JwkSet { keys: Vec::new() })) }
    }

    /// Who brings this code.
    ///
    /// # Errors
    /// Why nobody is believed to.
    pub(crate) async fn identify(&self, http: &Http, moment: &Moment, code: &str, asked: Asked<'_>) -> Result<Arrival, Refusal> {
        let tokens = self.exchange(http, moment, code, &asked).await?;
        let expected = Expected { issuer: &self.settings.issuer, client_id: &self.settings.client_id, wall: moment.wall };
        let who = self.verified(http, &tokens.id_token, "id_token: signature").await?;
        let sub = check::id_token(&who, expected, asked.nonce_digest)?;
        let said = self.userinfo(http, &tokens.access_token).await?;
        check::userinfo(&said, expected, &sub)?;
        Ok(Arrival { sub, data: pivot::data(&said)?, email: pivot::email(&said), id_token: Personal::new(tokens.id_token) })
    }

    async fn exchange(&self, http: &Http, moment: &Moment, code: &str, asked: &Asked<'_>) -> Result<Tokens, Refusal> {
        let settings = &self.settings;
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", asked.redirect_uri),
            ("code_verifier", asked.verifier),
            ("client_id", &settings.client_id),
        ];
        let assertion;
        match &settings.proof {
            Proof::Secret(secret) => fields.push(("client_secret", secret.expose())),
            Proof::Key(key) => {
                let header = Header::new(jsonwebtoken::Algorithm::ES256);
                assertion = jsonwebtoken::encode(&header, &self.assertion(moment), key).map_err(|_| Refusal::Misconfigured)?;
                fields.extend([("client_assertion_type", ASSERTION_TYPE), ("client_assertion", &assertion)]);
            }
        }
        let answer = self.send(http, Request::form(settings.at("/token"), &fields)).await?;
        match answer.status {
            200 if answer.content_type.starts_with("application/json") => {}
            200 => return Err(Refusal::Untrusted("tokens: type")),
            401 => return Err(Refusal::Misconfigured),
            400..500 => return Err(Refusal::Untrusted("tokens: the code is refused")),
            _ => return Err(Refusal::Unavailable),
        }
        let tokens: Tokens = answer.json().map_err(|_| Refusal::Untrusted("tokens: members"))?;
        if tokens.token_type.eq_ignore_ascii_case("bearer") { Ok(tokens) } else { Err(Refusal::Untrusted("tokens: token_type")) }
    }

    /// Who we are (RFC 7523 §3).
    fn assertion(&self, moment: &Moment) -> Value {
        let (client_id, now) = (&self.settings.client_id, moment.wall.as_second());
        json!({
            "iss": client_id, "sub": client_id, "aud": self.settings.at("/token"), "jti": moment.token::<16>(),
            "iat": now, "exp": now + ASSERTION,
        })
    }

    /// The identity, signed: a plain document is no identity.
    async fn userinfo(&self, http: &Http, access_token: &str) -> Result<Value, Refusal> {
        let request = Request::get(self.settings.at("/userinfo")).header("authorization", format!("Bearer {access_token}"));
        let answer = self.send(http, request).await?;
        match answer.status {
            200 if answer.content_type.starts_with("application/jwt") => {}
            200 => return Err(Refusal::Untrusted("userinfo: type")),
            400..500 => return Err(Refusal::Untrusted("userinfo: the token is refused")),
            _ => return Err(Refusal::Unavailable),
        }
        let token = std::str::from_utf8(&answer.body).map_err(|_| Refusal::Untrusted("userinfo: text"))?;
        self.verified(http, token.trim(), "userinfo: signature").await
    }

    /// What a token says, if a published key signed it. Keys are read again,
    /// once, when its own is not known.
    async fn verified(&self, http: &Http, token: &str, what: &'static str) -> Result<Value, Refusal> {
        let algorithm = self.settings.signing.algorithm();
        let known = Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner));
        let checked = match signature::verify(token, &known, algorithm) {
            Signature::UnknownKey => signature::verify(token, &*self.read_keys(http).await?, algorithm),
            checked => checked,
        };
        match checked {
            Signature::Right(said) => Ok(said),
            Signature::UnknownKey | Signature::Wrong => Err(Refusal::Untrusted(what)),
        }
    }

    async fn read_keys(&self, http: &Http) -> Result<Arc<JwkSet>, Refusal> {
        let answer = self.send(http, Request::get(self.settings.at("/jwks"))).await?;
        if !answer.is_success() {
            return Err(Refusal::Unavailable);
        }
        let keys: Arc<JwkSet> = Arc::new(answer.json().map_err(|_| Refusal::Untrusted("jwks"))?);
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&keys);
        Ok(keys)
    }

    async fn send(&self, http: &Http, request: Request) -> Result<Answer, Refusal> {
        let answer = http.send(request.within(self.settings.patience)).await.map_err(|error| match error {
            CallError::TooLarge => Refusal::Untrusted("an answer is too large"),
            CallError::Refused => Refusal::Misconfigured,
            CallError::TimedOut | CallError::Unreachable | CallError::Unreadable(_) => Refusal::Unavailable,
        })?;
        if answer.body.len() > LARGEST { Err(Refusal::Untrusted("an answer is too large")) } else { Ok(answer) }
    }
}
