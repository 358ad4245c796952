//! Is this a proof that whoever calls holds a key (RFC 9449 §4.3)? A pure
//! function of the proof and of the call.

use kernel::Timestamp;
use web::cookie::digest;

use super::{jwk::PublicKey, jws::Jws, reason, reason::Reason};

/// How far `iat` may be from our clock, in seconds.
pub const WINDOW: i64 = 60;
/// A nonce of ours is given for so many seconds, and taken for as many again.
const NONCE_LIFE: i64 = 300;
/// The longest `jti`.
const LONGEST_ID: usize = 128;

/// The call that a proof is made for.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// Its method.
    pub method: &'a str,
    /// Its address, without query.
    pub url: &'a str,
    /// The access token shown with it.
    pub access_token: Option<&'a str>,
}

/// A proof that was right.
#[derive(Debug, PartialEq, Eq)]
pub struct Proof {
    /// The thumbprint of the key (RFC 7638).
    pub thumbprint: String,
    /// Its own name: it serves once.
    pub id: String,
    /// When it is worth nothing any more, in seconds.
    pub until: i64,
    /// The nonce of ours that it holds.
    pub nonce: Option<String>,
}

/// Checks a proof.
///
/// # Errors
/// What is wrong.
pub fn check(text: &str, call: Call<'_>, wall: Timestamp) -> Result<Proof, &'static Reason> {
    let jws = Jws::read(text).filter(|jws| jws.kind().as_deref() == Some("dpop+jwt")).ok_or(&reason::PROOF_SHAPE)?;
    let key = jws.own_key().and_then(PublicKey::read).ok_or(&reason::PROOF_SHAPE)?;
    if !jws.is_signed_by(&key) {
        return Err(&reason::PROOF_SIGNATURE);
    }
    if jws.text("htm") != Some(call.method) || !jws.text("htu").is_some_and(|url| is_same(url, call.url)) {
        return Err(&reason::PROOF_TARGET);
    }
    let now = wall.as_second();
    let made_at = jws.seconds("iat").filter(|iat| iat.saturating_sub(WINDOW) <= now && now <= iat.saturating_add(WINDOW));
    let until = made_at.ok_or(&reason::PROOF_TIME)?.saturating_add(WINDOW);
    if call.access_token.is_some_and(|token| jws.text("ath") != Some(&digest(token))) {
        return Err(&reason::PROOF_TOKEN);
    }
    let id = jws.text("jti").filter(|id| !id.is_empty() && id.len() <= LONGEST_ID).ok_or(&reason::PROOF_SPENT)?;
    let thumbprint = key.thumbprint().ok_or(&reason::PROOF_SHAPE)?;
    Ok(Proof { thumbprint, id: id.to_owned(), until, nonce: jws.text("nonce").map(str::to_owned) })
}

/// The same address, its query and fragment left out, its scheme and host in any case.
fn is_same(given: &str, ours: &str) -> bool {
    let given = given.split(['?', '#']).next().unwrap_or_default();
    let parts = |url: &str| -> Option<(String, String)> {
        let (scheme, rest) = url.split_once("://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some((format!("{scheme}://{host}").to_ascii_lowercase(), path.to_owned()))
    };
    parts(given).is_some_and(|given| Some(given) == parts(ours))
}

/// Whether a text is a thumbprint: the base64url of a SHA-256.
pub fn is_thumbprint(text: &str) -> bool {
    text.len() == 43 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// What is signed to make the nonce of this moment: the number of its period (RFC 9449 §8).
pub fn nonce_period(wall: Timestamp) -> String {
    wall.as_second().div_euclid(NONCE_LIFE).to_string()
}

/// Whether a period that we signed is this one or the one before.
pub fn is_recent(period: &str, wall: Timestamp) -> bool {
    let now = wall.as_second().div_euclid(NONCE_LIFE);
    period.parse::<i64>().is_ok_and(|then| then == now || then == now - 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::model::jwk::tests::Signer;

    const NOW: i64 = 1_800_000_000;
    const CALL: Call<'static> = Call { method: "POST", url: "https://connect.example/token", access_token: None };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn proof(header: Value, change: impl FnOnce(&mut Value)) -> String {
        let signer = Signer::fixed();
        let mut whole = json!({ "typ": "dpop+jwt", "jwk": signer.public_jwk() });
        whole.as_object_mut().unwrap().extend(header.as_object().unwrap().clone());
        let mut claims = json!({ "jti": "p1", "htm": "POST", "htu": CALL.url, "iat": NOW });
        change(&mut claims);
        signer.sign(whole, claims)
    }

    fn outcome(text: &str, call: Call<'_>) -> &'static str {
        check(text, call, at(NOW)).map_or_else(|reason| reason.key, |_| "ok")
    }

    #[test]
    fn a_proof_is_of_this_call_and_of_this_minute() {
        for (case, name, value, expected) in [
            ("as it should be", "jti", json!("p2"), "ok"),
            ("another method", "htm", json!("GET"), "proof-target"),
            ("another case", "htm", json!("post"), "proof-target"),
            ("no method", "htm", Value::Null, "proof-target"),
            ("another address", "htu", json!("https://connect.example/par"), "proof-target"),
            ("another site", "htu", json!("https://evil.example/token"), "proof-target"),
            ("a suffix", "htu", json!("https://connect.example.evil/token"), "proof-target"),
            ("a query", "htu", json!("https://connect.example/token?a=1#b"), "ok"),
            ("another case of host", "htu", json!("HTTPS://Connect.Example/token"), "ok"),
            ("another case of path", "htu", json!("https://connect.example/Token"), "proof-target"),
            ("no address", "htu", json!("token"), "proof-target"),
            ("a minute old", "iat", json!(NOW - 60), "ok"),
            ("older", "iat", json!(NOW - 61), "proof-time"),
            ("a minute ahead", "iat", json!(NOW + 60), "ok"),
            ("further ahead", "iat", json!(NOW + 61), "proof-time"),
            ("beyond numbers", "iat", json!(i64::MAX), "proof-time"),
            ("no time", "iat", Value::Null, "proof-time"),
            ("no name", "jti", Value::Null, "proof-spent"),
            ("an endless name", "jti", json!("a".repeat(129)), "proof-spent"),
        ] {
            assert_eq!(outcome(&proof(json!({}), |claims| claims[name] = value), CALL), expected, "{case}");
        }
    }

    #[test]
    fn a_proof_carries_a_public_key_and_says_what_it_is() {
        let other = Signer::p256();
        let mut private = other.public_jwk();
        private["d"] = json!("AAAA");
        for (case, header, expected) in [
            ("another type", json!({ "typ": "JWT" }), "proof-shape"),
            ("no type", json!({ "typ": null }), "proof-shape"),
            ("no key", json!({ "jwk": null }), "proof-shape"),
            ("a private key", json!({ "jwk": private }), "proof-shape"),
            ("the key of somebody else", json!({ "jwk": other.public_jwk() }), "proof-signature"),
            ("no algorithm", json!({ "alg": "none" }), "proof-shape"),
            ("a shared secret", json!({ "alg": "HS256" }), "proof-shape"),
            ("an address of keys", json!({ "jku": "https://evil.example/k" }), "proof-shape"),
        ] {
            assert_eq!(outcome(&proof(header, |_| {}), CALL), expected, "{case}");
        }
        assert_eq!(outcome("", CALL), "proof-shape");
    }

    #[test]
    fn with_a_token_the_proof_names_it() {
        let with_token = Call { method: "POST", url: CALL.url, access_token: Some("jeton") };
        assert_eq!(outcome(&proof(json!({}), |_| {}), with_token), "proof-token");
        assert_eq!(outcome(&proof(json!({}), |claims| claims["ath"] = digest("autre").into()), with_token), "proof-token");
        let right = proof(json!({}), |claims| claims["ath"] = digest("jeton").into());
        let checked = check(&right, with_token, at(NOW)).unwrap();
        assert_eq!((Some(checked.thumbprint), checked.until), (Signer::fixed().public().thumbprint(), NOW + WINDOW));
    }

    #[test]
    fn a_nonce_serves_five_minutes_and_five_more() {
        let period = nonce_period(at(NOW));
        for (later, expected) in [(0, true), (299, true), (599, true), (600, false), (-1, false)] {
            assert_eq!(is_recent(&period, at(NOW + later)), expected, "{later}");
        }
        assert!(!is_recent("", at(NOW)));
    }

    proptest! {
        #[test]
        fn any_text_is_refused_with_a_reason(text in "\\PC{0,300}", bytes in any::<Vec<u8>>()) {
            prop_assert_eq!(outcome(&text, CALL), "proof-shape");
            prop_assert_eq!(outcome(&String::from_utf8_lossy(&bytes), CALL), "proof-shape");
        }
        #[test]
        fn any_address_is_compared(url in "\\PC{0,60}") {
            prop_assert!(!is_same(&url, CALL.url));
            let _ = is_thumbprint(&url);
        }
    }
}
