//! Signed JSON that others send us (RFC 7515, compact form): client assertions,
//! DPoP proofs, and our own ID tokens coming back.
//!
//! The algorithm is one of a short list, and is never chosen by the token
//! alone: the key says it too. A header that names a key, or where to find
//! one, is refused before anything is looked up.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::jwk::PublicKey;

/// The longest text looked at.
const LONGEST: usize = 8_192;

db::text_enum! {
    /// What others may sign with. Never `none`, never a shared secret.
    pub enum JwsAlg {
        /// ECDSA on P-256.
        ES256 = "ES256",
        /// RSA, PKCS #1 v1.5.
        RS256 = "RS256",
        /// RSA, PSS.
        PS256 = "PS256",
    }
}

impl JwsAlg {
    /// The library's name of it.
    pub const fn algorithm(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::ES256 => jsonwebtoken::Algorithm::ES256,
            Self::RS256 => jsonwebtoken::Algorithm::RS256,
            Self::PS256 => jsonwebtoken::Algorithm::PS256,
        }
    }
}

/// A signed text, read but not yet believed.
#[derive(Debug)]
pub struct Jws<'a> {
    /// What it is signed with.
    pub alg: JwsAlg,
    /// What it says.
    pub claims: Map<String, Value>,
    header: Map<String, Value>,
    message: &'a str,
    signature: &'a str,
}

impl<'a> Jws<'a> {
    /// Reads a text. Nothing when it is no JWS, is too long, asks for an
    /// extension (`crit`, RFC 7515 §4.1.11), or says where its key is.
    pub fn read(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (message, signature) = text.rsplit_once('.')?;
        let (header, payload) = message.split_once('.')?;
        let header = object(header)?;
        if ["crit", "b64", "zip", "jku", "x5u", "x5c"].iter().any(|name| header.contains_key(*name)) {
            return None;
        }
        let alg = JwsAlg::parse(header.get("alg")?.as_str()?)?;
        Some(Self { alg, claims: object(payload)?, header, message, signature })
    }

    /// Its type, in lower case.
    pub fn kind(&self) -> Option<String> {
        self.header.get("typ")?.as_str().map(str::to_ascii_lowercase)
    }
    /// The name of its key.
    pub fn kid(&self) -> Option<&str> {
        self.header.get("kid")?.as_str()
    }
    /// The key that it carries.
    pub fn own_key(&self) -> Option<&Value> {
        self.header.get("jwk")
    }
    /// Whether this key signed it.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifies(self.alg, self.message, self.signature)
    }
    /// A claim that is a text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }
    /// A claim that is a time, in whole seconds (fractions are allowed by RFC 7519 §2).
    pub fn seconds(&self, name: &str) -> Option<i64> {
        let value = self.claims.get(name)?;
        // a float cannot hold more than a clock ever says: `as` saturates
        value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::model::jwk::{KeySet, tests::Signer};

    #[test]
    fn a_text_is_believed_only_if_a_key_of_its_algorithm_signed_it() {
        let (signer, other) = (Signer::p256(), Signer::p256());
        let token = signer.sign(json!({ "typ": "JWT" }), json!({ "sub": "bron", "exp": 12.7 }));
        let jws = Jws::read(&token).unwrap();
        assert_eq!((jws.text("sub"), jws.seconds("exp"), jws.kind().as_deref()), (Some("bron"), Some(12), Some("jwt")));
        assert!(jws.is_signed_by(&signer.public()) && !jws.is_signed_by(&other.public()));
        let (message, signature) = token.rsplit_once('.').unwrap();
        let forged = format!("{message}x.{signature}");
        assert!(Jws::read(&forged).is_none_or(|jws| !jws.is_signed_by(&signer.public())));
    }

    #[test]
    fn headers_that_choose_their_own_key_or_no_key_are_refused() {
        let signer = Signer::p256();
        let claims = json!({ "sub": "bron" });
        for (name, header) in [
            ("none", json!({ "alg": "none" })),
            ("None", json!({ "alg": "None" })),
            ("HS256", json!({ "alg": "HS256" })),
            ("no alg", json!({ "alg": null })),
            ("alg list", json!({ "alg": ["ES256"] })),
            ("jku", json!({ "jku": "https://evil.example/keys" })),
            ("x5u", json!({ "x5u": "https://evil.example/cert" })),
            ("x5c", json!({ "x5c": ["MII"] })),
            ("crit", json!({ "crit": ["exp"] })),
            ("b64", json!({ "b64": false })),
            ("zip", json!({ "zip": "DEF" })),
        ] {
            assert!(Jws::read(&signer.sign(header, claims.clone())).is_none(), "{name}");
        }
        // another algorithm than the key's: read, never believed
        for alg in ["RS256", "PS256"] {
            let token = signer.sign(json!({ "alg": alg }), claims.clone());
            assert!(!Jws::read(&token).unwrap().is_signed_by(&signer.public()), "{alg}");
        }
        // the public key as a shared secret (RFC 8725 §2.1)
        let secret = jsonwebtoken::EncodingKey::from_secret(signer.public_jwk().to_string().as_bytes());
        let hmac = jsonwebtoken::encode(&jsonwebtoken::Header::new(jsonwebtoken::Algorithm::HS256), &claims, &secret).unwrap();
        assert!(Jws::read(&hmac).is_none());
        let traversal = signer.sign(json!({ "kid": "../../etc/passwd" }), claims);
        let set = KeySet::read(&json!({ "keys": [signer.public_jwk()] })).unwrap();
        assert_eq!(set.candidates(Jws::read(&traversal).unwrap().kid()).count(), 0, "an unknown name is no key");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,200}", parts in proptest::collection::vec(any::<Vec<u8>>(), 0..5)) {
            let key = Signer::fixed().public();
            let encoded: Vec<String> = parts.iter().map(|part| URL_SAFE_NO_PAD.encode(part)).collect();
            for token in [text, encoded.join(".")] {
                prop_assert!(Jws::read(&token).is_none_or(|jws| !jws.is_signed_by(&key)));
            }
        }

        #[test]
        fn any_header_and_any_claims_are_read_or_refused(header in json_text(), claims in json_text(), signature in any::<Vec<u8>>()) {
            let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
            let token = format!("{}.{}.{}", part(&header), part(&claims), URL_SAFE_NO_PAD.encode(signature));
            if let Some(jws) = Jws::read(&token) {
                prop_assert!(!jws.is_signed_by(&Signer::fixed().public()));
                let _ = (jws.kind(), jws.kid(), jws.seconds("exp"), jws.own_key().and_then(PublicKey::read).is_some());
            }
        }
    }

    /// Objects with the members that we read, holding anything.
    fn json_text() -> impl Strategy<Value = String> {
        let value = prop_oneof![
            Just("null".to_owned()),
            any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(|number| number.to_string()),
            "[a-zA-Z0-9+ ]{0,12}".prop_map(|text| format!("\"{text}\"")),
            Just("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}".to_owned()),
            Just("[1,[2,[3]]]".to_owned()),
        ];
        let name = prop_oneof![Just("alg"), Just("typ"), Just("kid"), Just("jwk"), Just("exp"), Just("aud"), Just("jti")];
        let alg = prop_oneof![Just("ES256"), Just("RS256"), Just("PS256"), Just("none")];
        (alg, proptest::collection::vec((name, value), 0..6)).prop_map(|(alg, members)| {
            let members: String = members.iter().map(|(name, value)| format!(",\"{name}\":{value}")).collect();
            format!("{{\"alg\":\"{alg}\"{members}}}")
        })
    }
}
