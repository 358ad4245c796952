//! Is this assertion what a client signs to prove who it is (RFC 7523 §3,
//! OpenID Connect Core §9)? A pure function of its claims.

use kernel::Timestamp;
use serde_json::Value;

use super::{jws::Jws, reason, reason::Reason};

/// The value of `client_assertion_type`.
pub const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// The longest that an assertion may still live, in seconds: what common
/// libraries give it by default. It serves once all the same.
const LIFE: i64 = 3_600;
/// How far the client's clock may be ahead, in seconds.
const AHEAD: i64 = 30;
/// The longest `jti`.
const LONGEST_ID: usize = 128;

/// What must be remembered of an assertion, so that it serves once.
#[derive(Debug, PartialEq, Eq)]
pub struct Once {
    /// Its own name.
    pub id: String,
    /// When it is worth nothing any more, in seconds.
    pub until: i64,
}

/// Whom an assertion names, before anything is checked.
pub fn issuer<'a>(jws: &'a Jws<'_>) -> Option<&'a str> {
    jws.text("iss").filter(|name| name.bytes().all(|byte| byte.is_ascii_graphic()))
}

/// Checks the claims. `audiences` are our issuer and the token endpoint: one of
/// them, alone (the rule that RFC 7523bis §3 makes of it).
///
/// # Errors
/// What is wrong.
pub fn check(jws: &Jws<'_>, client: &str, audiences: &[&str], wall: Timestamp) -> Result<Once, &'static Reason> {
    if jws.own_key().is_some() {
        return Err(&reason::ASSERTION_SHAPE);
    }
    if jws.text("iss") != Some(client) || jws.text("sub") != Some(client) {
        return Err(&reason::ASSERTION_NAMES);
    }
    if !audience(jws).is_some_and(|audience| audiences.contains(&audience)) {
        return Err(&reason::ASSERTION_AUDIENCE);
    }
    let now = wall.as_second();
    let until = jws.seconds("exp").filter(|exp| *exp > now && exp.saturating_sub(LIFE + AHEAD) <= now).ok_or(&reason::ASSERTION_TIME)?;
    for name in ["iat", "nbf"] {
        let is_future = jws.claims.contains_key(name) && jws.seconds(name).is_none_or(|at| at.saturating_sub(AHEAD) > now);
        if is_future {
            return Err(&reason::ASSERTION_TIME);
        }
    }
    let id = jws.text("jti").filter(|id| !id.is_empty() && id.len() <= LONGEST_ID).ok_or(&reason::ASSERTION_ID)?;
    Ok(Once { id: id.to_owned(), until })
}

/// The audience, when there is one and no other.
fn audience<'a>(jws: &'a Jws<'_>) -> Option<&'a str> {
    match jws.claims.get("aud")? {
        Value::String(one) => Some(one),
        Value::Array(list) if list.len() == 1 => list.first()?.as_str(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::jwk::tests::Signer;

    const ISSUER: &str = "https://connect.example";
    const TOKEN: &str = "https://connect.example/token";
    const NOW: i64 = 1_800_000_000;

    fn outcome(change: impl FnOnce(&mut Value)) -> &'static str {
        let mut claims = json!({ "iss": "bron", "sub": "bron", "aud": ISSUER, "exp": NOW + 60, "iat": NOW, "jti": "a1" });
        change(&mut claims);
        let header = claims.as_object_mut().unwrap().remove("header").unwrap_or(json!({}));
        let token = Signer::fixed().sign(header, claims);
        let jws = Jws::read(&token).unwrap();
        check(&jws, "bron", &[ISSUER, TOKEN], Timestamp::from_second(NOW).unwrap()).map_or_else(|reason| reason.key, |_| "ok")
    }

    #[test]
    fn an_assertion_is_for_us_by_its_client_for_a_moment() {
        for (case, name, value, expected) in [
            ("as it should be", "iss", json!("bron"), "ok"),
            ("the token endpoint", "aud", json!(TOKEN), "ok"),
            ("a list of one", "aud", json!([ISSUER]), "ok"),
            ("a list of two", "aud", json!([ISSUER, "https://other.example"]), "assertion-audience"),
            ("an empty list", "aud", json!([]), "assertion-audience"),
            ("somebody else", "aud", json!("https://other.example"), "assertion-audience"),
            ("a longer name", "aud", json!("https://connect.example/"), "assertion-audience"),
            ("no audience", "aud", Value::Null, "assertion-audience"),
            ("another issuer", "iss", json!("lyon"), "assertion-names"),
            ("another subject", "sub", json!("lyon"), "assertion-names"),
            ("no subject", "sub", Value::Null, "assertion-names"),
            ("over", "exp", json!(NOW), "assertion-time"),
            ("for an hour", "exp", json!(NOW + 3_600), "ok"),
            ("for too long", "exp", json!(NOW + 3_631), "assertion-time"),
            ("for ever", "exp", json!(i64::MAX), "assertion-time"),
            ("before all time", "exp", json!(i64::MIN), "assertion-time"),
            ("beyond numbers", "exp", json!(1e300), "assertion-time"),
            ("no end", "exp", Value::Null, "assertion-time"),
            ("an end in letters", "exp", json!("demain"), "assertion-time"),
            ("a clock a little ahead", "iat", json!(NOW + 30), "ok"),
            ("made in the future", "iat", json!(NOW + 31), "assertion-time"),
            ("valid in the future", "nbf", json!(NOW + 31), "assertion-time"),
            ("made at no time", "iat", json!("hier"), "assertion-time"),
            ("without name", "jti", Value::Null, "assertion-id"),
            ("with an empty name", "jti", json!(""), "assertion-id"),
            ("with an endless name", "jti", json!("a".repeat(129)), "assertion-id"),
            ("with a number for name", "jti", json!(7), "assertion-id"),
            ("with its own key", "header", json!({ "jwk": Signer::fixed().public_jwk() }), "assertion-shape"),
        ] {
            assert_eq!(outcome(|claims| claims[name] = value), expected, "{case}");
        }
    }
}
