//! An authenticator in software, for the tests.

use aws_lc_rs::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// Somebody is there, and verified.
pub const VERIFIED: u8 = 0b101;
/// The same, with a passkey that her devices share.
pub const SYNCED: u8 = 0b1_1101;

/// A passkey.
pub struct Soft {
    pub id: Vec<u8>,
    pub flags: u8,
    pub uses: u32,
    pub user: String,
    pub rp_id: String,
    pub origin: String,
    pair: EcdsaKeyPair,
}

impl Soft {
    pub fn new(origin: &str) -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let id = digest(&SHA256, pair.public_key().as_ref()).as_ref()[..16].to_vec();
        Self { id, flags: VERIFIED, uses: 0, user: String::new(), rp_id: "localhost".to_owned(), origin: origin.to_owned(), pair }
    }

    /// What the script sends when it is made.
    pub fn create(&mut self, options: &Value) -> Value {
        self.user = options["user"]["id"].as_str().unwrap_or_default().to_owned();
        let client_data = self.client_data("webauthn.create", &options["challenge"]);
        let data = [self.data(0x40), vec![0; 16], vec![0, 16], self.id.clone(), self.cose()].concat();
        let length = u8::try_from(data.len()).unwrap();
        let object = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"[..], &[length], &data].concat();
        json!({ "clientDataJSON": text(client_data.as_bytes()), "attestationObject": text(&object) })
    }

    /// What the script sends when it is used.
    pub fn get(&mut self, options: &Value) -> Value {
        self.uses += 1;
        let client_data = self.client_data("webauthn.get", &options["challenge"]);
        let data = self.data(0);
        let signed = [&data[..], digest(&SHA256, client_data.as_bytes()).as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        json!({
            "id": text(&self.id),
            "clientDataJSON": text(client_data.as_bytes()),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": self.user,
        })
    }

    fn client_data(&self, act: &str, challenge: &Value) -> String {
        json!({ "type": act, "challenge": challenge, "origin": self.origin, "crossOrigin": false }).to_string()
    }

    fn data(&self, more: u8) -> Vec<u8> {
        [digest(&SHA256, self.rp_id.as_bytes()).as_ref(), &[self.flags | more], &self.uses.to_be_bytes()].concat()
    }

    fn cose(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        [&b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20"[..], &point[1..33], b"\x22\x58\x20", &point[33..]].concat()
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
