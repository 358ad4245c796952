//! What authenticators answer, part by part, the others being right.

use std::sync::LazyLock;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::model::passkey::{Assertion, Registration, RelyingParty, read, soft::Soft};

const RP: RelyingParty<'_> = RelyingParty { origin: "http://localhost:8082" };

/// A passkey: what it answered when it was made and when it was used, and its public key.
static ITS: LazyLock<(Value, Value, Vec<u8>)> = LazyLock::new(|| {
    let (mut soft, options) = (Soft::new(RP.origin), json!({ "challenge": "ZGVmaQ", "user": { "id": "bW9p" } }));
    let made = soft.create(&options);
    let key = read::<Registration>(&made.to_string()).unwrap().check(RP).unwrap().public_key;
    (made, soft.get(&options), key)
});

fn made() -> Value {
    ITS.0.clone()
}

fn used() -> Value {
    ITS.1.clone()
}

fn part(answer: &Value, name: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(answer[name].as_str().unwrap()).unwrap()
}

/// An answer with another part.
fn with(mut answer: Value, name: &str, bytes: &[u8]) -> String {
    answer[name] = URL_SAFE_NO_PAD.encode(bytes).into();
    answer.to_string()
}

/// Reads and checks it as both kinds of answer.
fn fed(text: &str, key: &[u8]) -> bool {
    let made = read::<Registration>(text).is_ok_and(|made| made.challenge().is_ok() && made.check(RP).is_ok());
    let used = read::<Assertion>(text).is_ok_and(|used| used.challenge().is_ok() && used.check(RP, key, 0).is_ok());
    made || used
}

pub(super) fn answers() -> Vec<Vec<u8>> {
    [made(), used(), json!({ "id": "==", "userHandle": null })].iter().map(|answer| answer.to_string().into_bytes()).collect()
}

/// What the script sends.
pub(super) fn answer(bytes: &[u8]) {
    fed(&String::from_utf8_lossy(bytes), &ITS.2);
}

pub(super) fn client_data_texts() -> Vec<Vec<u8>> {
    vec![part(&made(), "clientDataJSON"), part(&used(), "clientDataJSON"), b"{\"type\":\"webauthn.get\",\"crossOrigin\":true}".to_vec()]
}

/// What the browser says that it was asked.
pub(super) fn client_data(bytes: &[u8]) {
    let said = serde_json::from_slice::<Value>(bytes).unwrap_or_default();
    let is_ours = said["origin"] == RP.origin && said["type"] == "webauthn.create";
    assert!(!fed(&with(made(), "clientDataJSON", bytes), &[]) || is_ours, "a page of somebody else");
}

pub(super) fn attestations() -> Vec<Vec<u8>> {
    vec![part(&made(), "attestationObject"), vec![0x81; 40], b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff".to_vec()]
}

/// What a new key answers, in CBOR.
pub(super) fn attestation(bytes: &[u8]) {
    let text = with(made(), "attestationObject", bytes);
    if let Ok(made) = read::<Registration>(&text).and_then(|made| made.check(RP)) {
        assert!(made.credential.len() <= 1_023 && made.public_key.len() <= bytes.len());
    }
}

pub(super) fn authenticators() -> Vec<Vec<u8>> {
    let attestation = part(&made(), "attestationObject");
    let start = attestation.windows(8).position(|bytes| bytes == b"authData").unwrap() + 10;
    vec![part(&used(), "authenticatorData"), attestation[start..].to_vec()]
}

/// What an authenticator says, with the signature of what it said.
pub(super) fn authenticator(bytes: &[u8]) {
    let is_its_own = bytes == part(&used(), "authenticatorData");
    assert_eq!(fed(&with(used(), "authenticatorData", bytes), &ITS.2), is_its_own, "only what was signed is believed");
}

pub(super) fn cose_keys() -> Vec<Vec<u8>> {
    let rsa = [&b"\xa4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00"[..], &[0xc1; 256], b"\x21\x43\x01\x00\x01"].concat();
    let ed25519 = [&b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20"[..], &[9; 32]].concat();
    let point = [&b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"[..], &[7; 32], b"\x22\x58\x20", &[7; 32]].concat();
    vec![ITS.2.clone(), point, ed25519, rsa]
}

/// A public key, as it was kept.
pub(super) fn cose(bytes: &[u8]) {
    let its_point = &ITS.2[ITS.2.len() - 32..];
    let has_its_point = bytes.windows(32).any(|piece| piece == its_point);
    assert!(has_its_point || !fed(&used().to_string(), bytes), "a key that it was not signed with");
}
