//! Public keys of authenticators (COSE, RFC 9052 and 9053) and their signatures.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey};

use super::{Refusal, cbor};

const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;
/// The algorithms that we read, the preferred first.
pub const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];

const KEY_TYPE: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE_OR_N: i64 = -1;
const X_OR_E: i64 = -2;
const Y: i64 = -3;

/// A public key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Key<'a> {
    /// A point of P-256, as SEC 1 writes it.
    Es256([u8; 65]),
    /// A point of Ed25519.
    EdDsa(&'a [u8]),
    /// Modulus and exponent.
    Rs256 { n: &'a [u8], e: &'a [u8] },
}

impl<'a> Key<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let map = cbor::read(bytes).ok_or(Refusal::Malformed)?;
        let int = |key| map.get_int(key).and_then(cbor::Value::int);
        let part = |key| map.get_int(key).and_then(cbor::Value::bytes);
        let key = match (int(KEY_TYPE), int(ALGORITHM), int(CURVE_OR_N)) {
            (Some(2), Some(ES256), Some(1)) => point(part(X_OR_E), part(Y)).map(Self::Es256),
            (Some(1), Some(EDDSA), Some(6)) => part(X_OR_E).filter(|x| x.len() == 32).map(Self::EdDsa),
            (Some(3), Some(RS256), None) => {
                part(CURVE_OR_N).filter(|n| n.len() >= 256).zip(part(X_OR_E)).map(|(n, e)| Self::Rs256 { n, e })
            }
            _ => None,
        };
        key.ok_or(Refusal::UnknownKey)
    }

    pub(super) fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        match self {
            Self::Es256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(signed, signature),
            Self::EdDsa(point) => UnparsedPublicKey::new(&ED25519, point).verify(signed, signature),
            Self::Rs256 { n, e } => RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature),
        }
        .map_err(|_| Refusal::Signature)
    }
}

/// SEC 1 §2.3.3, not compressed.
fn point(x: Option<&[u8]>, y: Option<&[u8]>) -> Option<[u8; 65]> {
    [&[4], x.filter(|x| x.len() == 32)?, y.filter(|y| y.len() == 32)?].concat().try_into().ok()
}
