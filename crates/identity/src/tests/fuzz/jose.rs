//! Signed texts and keys. Headers and claims are signed after they are changed,
//! so that what is behind the signature is reached.

use kernel::Timestamp;
use serde_json::{Value, json};

use crate::model::{
    assertion as assertions_of,
    dpop::{self as proofs_of, Call, WINDOW},
    jwk::{KeySet, PublicKey, tests::Signer},
    jws::Jws,
};

const NOW: i64 = 1_800_000_000;
const ISSUER: &str = "https://connect.example";
const TOKEN: &str = "https://connect.example/token";

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

/// A header and claims, a line each, as they are kept before they are signed.
fn pair(header: &Value, claims: &Value) -> Vec<u8> {
    format!("{header}\n{claims}").into_bytes()
}

/// Signs what was changed, when it is still JSON.
fn signed(bytes: &[u8]) -> Option<String> {
    let (header, claims) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n')?);
    let (header, claims): (Value, Value) = (serde_json::from_slice(header).ok()?, serde_json::from_slice(claims).ok()?);
    header.is_object().then(|| Signer::fixed().sign(header, claims))
}

pub(super) fn texts() -> Vec<Vec<u8>> {
    let sign = |header, claims| Signer::fixed().sign(header, claims).into_bytes();
    vec![
        sign(json!({ "typ": "JWT", "kid": "k" }), json!({ "sub": "a", "exp": 12.7 })),
        sign(json!({ "alg": "none" }), json!({})),
        sign(json!({ "crit": ["exp"], "jku": "https://evil.example" }), json!([])),
        b"eyJhbGciOiJFUzI1NiJ9.e30.".to_vec(),
        b"....".to_vec(),
    ]
}

/// A compact JWS, as it came.
pub(super) fn jws(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Some(jws) = Jws::read(&text) else { return };
    drop((jws.kind(), jws.kid(), jws.seconds("exp"), jws.text("sub"), assertions_of::issuer(&jws)));
    let is_signed = jws.is_signed_by(&Signer::fixed().public());
    assert!(!is_signed || !text.contains("eyJhbGciOiJub25lI"), "« none » signs nothing");
}

pub(super) fn keys() -> Vec<Vec<u8>> {
    let point = Signer::fixed().public_jwk();
    let rsa = json!({ "kty": "RSA", "e": "AQAB", "n": "A".repeat(342), "use": "sig", "kid": "r" });
    let private = json!({ "kty": "EC", "crv": "P-256", "x": "A".repeat(43), "y": "A".repeat(43), "d": "A" });
    let set = json!({ "keys": [point, rsa, { "kty": "oct", "k": "AAAA" }] });
    [point, rsa, private, set].iter().map(|key| key.to_string().into_bytes()).collect()
}

/// A key, or a set of keys.
pub(super) fn jwk(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    if let Some(key) = PublicKey::read(&value) {
        assert!(value.get("d").is_none(), "a private key is not read");
        assert!(key.thumbprint().is_none_or(|thumbprint| proofs_of::is_thumbprint(&thumbprint)));
        let token = Signer::fixed().sign(json!({}), json!({}));
        let _ = Jws::read(&token).map(|jws| jws.is_signed_by(&key));
    }
    if let Some(set) = KeySet::read(&value) {
        assert!((1..=20).contains(&set.candidates(None).count()));
    }
}

pub(super) fn proofs() -> Vec<Vec<u8>> {
    let header = json!({ "typ": "dpop+jwt", "jwk": Signer::fixed().public_jwk() });
    let claims = |more: Value| {
        let mut claims = json!({ "jti": "p1", "htm": "POST", "htu": TOKEN, "iat": NOW, "ath": web::cookie::digest("jeton") });
        claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        claims
    };
    vec![
        pair(&header, &claims(json!({}))),
        pair(&header, &claims(json!({ "nonce": "n", "iat": 1e300 }))),
        pair(&header, &claims(json!({ "htu": "HTTPS://Connect.Example/token?x#y", "iat": i64::MIN }))),
        pair(&json!({ "typ": "dpop+jwt" }), &claims(json!({}))),
    ]
}

/// A proof of possession, signed by the key of the first sample.
pub(super) fn dpop(bytes: &[u8]) {
    let call = Call { method: "POST", url: TOKEN, access_token: Some("jeton") };
    let _ = proofs_of::check(&String::from_utf8_lossy(bytes), call, now()).is_ok();
    let Some(proof) = signed(bytes) else { return };
    if let Ok(proof) = proofs_of::check(&proof, call, now()) {
        assert!((NOW..=NOW + 2 * WINDOW).contains(&proof.until) && !proof.id.is_empty());
        assert!(proofs_of::is_thumbprint(&proof.thumbprint));
    }
}

pub(super) fn assertions() -> Vec<Vec<u8>> {
    let right = json!({ "iss": "bron", "sub": "bron", "aud": ISSUER, "exp": NOW + 60, "iat": NOW, "jti": "a1" });
    let list = json!({ "iss": "bron", "sub": "bron", "aud": [TOKEN], "exp": 1_800_000_060.5, "nbf": i64::MAX, "jti": "a".repeat(129) });
    vec![pair(&json!({ "kid": "k" }), &right), pair(&json!({}), &list), pair(&json!({ "jwk": {} }), &right)]
}

/// A client's assertion, signed by its key.
pub(super) fn assertion(bytes: &[u8]) {
    let Some(text) = signed(bytes) else { return };
    let Some(jws) = Jws::read(&text) else { return };
    let _ = assertions_of::issuer(&jws);
    if let Ok(once) = assertions_of::check(&jws, "bron", &[ISSUER, TOKEN], now()) {
        assert!(NOW < once.until && once.until <= NOW + 3_700 && !once.id.is_empty());
    }
}
