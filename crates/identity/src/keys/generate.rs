//! New keys. The library draws them itself: no key of ours ever follows from a seed.

use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use db::DbError;
use jsonwebtoken::{
    EncodingKey,
    jwk::{Jwk, PublicKeyUse, ThumbprintHash},
};
use kernel::Moment;
use tokio::task::spawn_blocking;

use crate::{
    model::protocol::SigningAlg,
    store::keys::KeyRow,
    vault::{Purpose, Vault},
};

/// A new key, sealed. An RSA key takes a tenth of a second to find: never in a
/// transaction, nor on a thread that serves.
pub(super) async fn generate(alg: SigningAlg, vault: &Vault, moment: &Moment) -> Result<KeyRow, DbError> {
    let private = stranger(alg).await?;
    let mut public = Jwk::from_encoding_key(&private, alg.algorithm()).map_err(|_| failed())?;
    let kid = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| failed())?;
    public.common.key_id = Some(kid.clone());
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    Ok(KeyRow {
        private: vault.seal(Purpose::SigningKeys, &kid, private.as_bytes(), &*moment.rng)?,
        public: serde_json::to_value(&public).map_err(|_| failed())?,
        kid,
        algorithm: alg,
        created_at: moment.wall,
    })
}

/// A new key, of nobody: kept nowhere. Slow as [`generate`].
pub(crate) async fn stranger(alg: SigningAlg) -> Result<EncodingKey, DbError> {
    spawn_blocking(move || drawn(alg)).await.ok().flatten().ok_or_else(failed)
}

fn failed() -> DbError {
    DbError::Other("a signing key could not be made".to_owned())
}

fn drawn(alg: SigningAlg) -> Option<EncodingKey> {
    match alg {
        SigningAlg::ES256 => {
            let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).ok()?;
            Some(EncodingKey::from_ec_der(der.as_ref()))
        }
        SigningAlg::RS256 => {
            let der = RsaKeyPair::generate(KeySize::Rsa2048).ok()?.as_der().ok()?;
            // the library signs with PKCS #1 keys, and takes them out of PKCS #8 in PEM only
            let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der.as_ref()));
            EncodingKey::from_rsa_pem(pem.as_bytes()).ok()
        }
    }
}
