//! What tokens say.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::Timestamp;
use serde_json::{Map, Value, json};

use super::{
    account::Account,
    life,
    methods::Methods,
    scope::{Scope, Scopes},
};

/// The event that a logout token tells (OpenID Connect Back-Channel Logout §2.4).
const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What an ID token is made of.
pub struct IdToken<'a> {
    /// Us.
    pub issuer: &'a str,
    /// The client.
    pub audience: &'a str,
    /// The person, for this client.
    pub subject: &'a str,
    /// The session, for this client.
    pub sid: &'a str,
    /// As the request gave it.
    pub nonce: Option<&'a str>,
    /// The token given with it.
    pub access_token: &'a str,
    /// How she proved who she is.
    pub methods: &'a Methods,
    /// When she did.
    pub authenticated_at: Timestamp,
}

impl IdToken<'_> {
    /// The claims (Core §2 and §3.1.3.6).
    pub fn claims(&self, wall: Timestamp) -> Value {
        let mut claims = json!({
            "iss": self.issuer,
            "sub": self.subject,
            "aud": self.audience,
            "exp": life::after(wall, life::ID_TOKEN).as_second(),
            "iat": wall.as_second(),
            "auth_time": self.authenticated_at.as_second(),
            "acr": self.methods.acr(),
            "amr": self.methods.amr(),
            "sid": self.sid,
            "at_hash": half_hash(self.access_token),
        });
        if let Some(nonce) = self.nonce {
            claims["nonce"] = nonce.into();
        }
        claims
    }
}

/// The left half of a token's SHA-256 (Core §3.1.3.6).
fn half_hash(token: &str) -> String {
    let hash = digest(&SHA256, token.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

/// What userinfo says of a person (Core §5.1 and §5.4).
pub fn userinfo(account: &Account, subject: &str, scopes: &Scopes) -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert("sub".into(), subject.into());
    if scopes.contains(Scope::Profile) {
        claims.insert("given_name".into(), account.given_name.expose().as_str().into());
        claims.insert("family_name".into(), account.family_name.expose().as_str().into());
        claims.insert("name".into(), format!("{} {}", account.given_name.expose(), account.family_name.expose()).into());
    }
    if scopes.contains(Scope::Email) {
        claims.insert("email".into(), account.email.expose().as_str().into());
        claims.insert("email_verified".into(), account.confirmed_at.is_some().into());
    }
    claims
}

/// What a logout token says (Back-Channel Logout §2.4).
pub fn logout(issuer: &str, audience: &str, subject: &str, sid: &str, token_id: &str, wall: Timestamp) -> Value {
    json!({
        "iss": issuer,
        "aud": audience,
        "sub": subject,
        "sid": sid,
        "iat": wall.as_second(),
        "exp": life::after(wall, life::LOGOUT_TOKEN).as_second(),
        "jti": token_id,
        "events": { LOGOUT_EVENT: {} },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_the_standard() {
        // OpenID Connect Core, appendix A.3
        assert_eq!(half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"), "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
