//! Public keys of clients (RFC 7517), of the kinds that we read: P-256 and RSA.

use jsonwebtoken::{
    DecodingKey,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse, ThumbprintHash},
};
use serde_json::Value;

use super::jws::JwsAlg;

/// The most keys of a set.
const MOST: usize = 20;
/// The members that only a private or a shared key has (RFC 7518 §6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
/// The characters of an RSA modulus: from 2048 bits to 4096, beyond which checking is dear.
const MODULUS: std::ops::RangeInclusive<usize> = 342..=683;

/// A public key that signatures can be checked with.
#[derive(Clone)]
pub struct PublicKey {
    jwk: Jwk,
    key: DecodingKey,
}

impl PublicKey {
    /// Reads a key. Nothing when it is private, of another kind, or not for signatures.
    pub fn read(value: &Value) -> Option<Self> {
        if PRIVATE.iter().any(|name| value.get(name).is_some()) {
            return None;
        }
        let jwk: Jwk = serde_json::from_value(value.clone()).ok()?;
        let is_ours = match &jwk.algorithm {
            AlgorithmParameters::EllipticCurve(key) => key.curve == EllipticCurve::P256 && key.x.len() == 43 && key.y.len() == 43,
            AlgorithmParameters::RSA(key) => MODULUS.contains(&key.n.len()) && (2..=6).contains(&key.e.len()),
            _ => false,
        };
        let is_for_signing = jwk.common.public_key_use.as_ref().is_none_or(|usage| *usage == PublicKeyUse::Signature);
        let key = (is_ours && is_for_signing).then(|| DecodingKey::from_jwk(&jwk).ok())??;
        Some(Self { jwk, key })
    }

    /// Its name.
    pub fn kid(&self) -> Option<&str> {
        self.jwk.common.key_id.as_deref()
    }

    /// The SHA-256 of what makes it (RFC 7638).
    pub fn thumbprint(&self) -> Option<String> {
        self.jwk.thumbprint(ThumbprintHash::SHA256).ok()
    }

    /// Whether it signed `message` with this algorithm, which is its own kind's.
    pub fn verifies(&self, alg: JwsAlg, message: &str, signature: &str) -> bool {
        let is_its_kind = matches!(
            (alg, &self.jwk.algorithm),
            (JwsAlg::ES256, AlgorithmParameters::EllipticCurve(_)) | (JwsAlg::RS256 | JwsAlg::PS256, AlgorithmParameters::RSA(_))
        );
        let is_allowed = self.jwk.common.key_algorithm.is_none_or(|own| own.to_string() == alg.as_str());
        is_its_kind
            && is_allowed
            && jsonwebtoken::crypto::verify(signature, message.as_bytes(), &self.key, alg.algorithm()).unwrap_or(false)
    }
}

/// The keys of one client.
#[derive(Clone)]
pub struct KeySet(Vec<PublicKey>);

impl KeySet {
    /// Reads a set (RFC 7517 §5): keys that we cannot use are passed over.
    /// Nothing when none can be used, when there are too many, or when one is
    /// private: whoever publishes it must learn it at once.
    pub fn read(value: &Value) -> Option<Self> {
        let keys = value.get("keys")?.as_array()?;
        if keys.len() > MOST || keys.iter().any(|key| PRIVATE.iter().any(|name| key.get(name).is_some())) {
            return None;
        }
        let usable: Vec<_> = keys.iter().filter_map(PublicKey::read).collect();
        (!usable.is_empty()).then_some(Self(usable))
    }

    /// The keys of this name, or all when no name is given.
    pub fn candidates(&self, kid: Option<&str>) -> impl Iterator<Item = &PublicKey> {
        self.0.iter().filter(move |key| kid.is_none() || key.kid() == kid)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::sync::LazyLock;

    use aws_lc_rs::{
        encoding::AsDer,
        rand::SystemRandom,
        rsa::KeySize,
        signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair},
    };
    use base64::{
        Engine,
        engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
    };
    use jsonwebtoken::EncodingKey;
    use serde_json::json;

    use super::*;

    /// Somebody who signs.
    pub(crate) struct Signer {
        alg: JwsAlg,
        key: EncodingKey,
    }

    impl Signer {
        pub(crate) fn p256() -> Self {
            let private = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
            Self { alg: JwsAlg::ES256, key: EncodingKey::from_ec_der(private.as_ref()) }
        }
        pub(crate) fn rsa(alg: JwsAlg) -> Self {
            Self { alg, key: rsa_key(KeySize::Rsa2048) }
        }
        /// The same key each time.
        pub(crate) fn fixed() -> &'static Self {
            static SIGNER: LazyLock<Signer> = LazyLock::new(Signer::p256);
            &SIGNER
        }
        pub(crate) fn public_jwk(&self) -> Value {
            serde_json::to_value(Jwk::from_encoding_key(&self.key, self.alg.algorithm()).unwrap()).unwrap()
        }
        pub(crate) fn public(&self) -> PublicKey {
            PublicKey::read(&self.public_jwk()).unwrap()
        }
        /// A token with this header besides `alg`, which it may replace.
        pub(crate) fn sign(&self, header: Value, claims: Value) -> String {
            let mut whole = json!({ "alg": self.alg.as_str() });
            whole.as_object_mut().unwrap().extend(header.as_object().unwrap().clone());
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            let message = format!("{}.{}", part(&whole), part(&claims));
            let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &self.key, self.alg.algorithm()).unwrap();
            format!("{message}.{signature}")
        }
    }

    fn rsa_key(size: KeySize) -> EncodingKey {
        let der = RsaKeyPair::generate(size).unwrap().as_der().unwrap();
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der.as_ref()));
        EncodingKey::from_rsa_pem(pem.as_bytes()).unwrap()
    }

    #[test]
    fn the_thumbprint_is_the_one_of_the_standard() {
        // RFC 7638 §3.1
        let key = json!({
            "kty": "RSA", "e": "AQAB", "alg": "RS256", "kid": "2011-04-29",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs\
                  tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91C\
                  bOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        });
        assert_eq!(PublicKey::read(&key).unwrap().thumbprint().unwrap(), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn each_kind_of_key_checks_its_own_kind_of_signature() {
        let signers = [Signer::p256(), Signer::rsa(JwsAlg::RS256), Signer::rsa(JwsAlg::PS256)];
        for (index, signer) in signers.iter().enumerate() {
            let token = signer.sign(json!({}), json!({ "a": 1 }));
            let (message, signature) = token.rsplit_once('.').unwrap();
            for (other, checker) in signers.iter().enumerate() {
                for alg in JwsAlg::ALL {
                    let expected = index == other && *alg == signer.alg;
                    assert_eq!(checker.public().verifies(*alg, message, signature), expected, "{index} {other} {alg:?}");
                }
            }
        }
    }

    #[test]
    fn private_weak_and_foreign_keys_are_not_read() {
        let good = Signer::fixed().public_jwk();
        let with = |name: &str, value: Value| {
            let mut key = good.clone();
            key[name] = value;
            key
        };
        for (case, key) in [
            ("private", with("d", json!("AAAA"))),
            ("shared", json!({ "kty": "oct", "k": "AAAA" })),
            ("another curve", with("crv", json!("P-384"))),
            ("a short coordinate", with("x", json!("AAAA"))),
            ("a quote", with("x", json!("\"".repeat(43)))),
            ("for encryption", with("use", json!("enc"))),
            ("Edwards", json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" })),
            ("a small RSA", json!({ "kty": "RSA", "e": "AQAB", "n": "A".repeat(171) })),
            ("a huge RSA", json!({ "kty": "RSA", "e": "AQAB", "n": "A".repeat(1_366) })),
            ("a slow exponent", json!({ "kty": "RSA", "e": "A".repeat(300), "n": "A".repeat(342) })),
            ("no object", json!([])),
        ] {
            assert!(PublicKey::read(&key).is_none(), "{case}");
        }
        let set = |keys: Vec<Value>| KeySet::read(&json!({ "keys": keys }));
        assert_eq!(set(vec![good.clone(), json!({ "kty": "new" })]).unwrap().candidates(None).count(), 1, "others are passed over");
        assert!(set(vec![good.clone(), with("d", json!("AAAA"))]).is_none(), "a private key spoils the set");
        assert!(set(vec![good.clone(); 21]).is_none());
        assert!(set(vec![]).is_none() && KeySet::read(&json!([good])).is_none());
    }
}
