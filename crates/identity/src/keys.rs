//! The keys that sign tokens, ready to serve.

use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use db::{DbError, IdentityTx};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation,
    jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash},
};
use kernel::{Moment, Timestamp};
use serde_json::Value;

use crate::{
    model::{keyring, life::after},
    store::keys::{self, KeyRow},
    vault::{Purpose, Vault},
};

/// The keys are read again after so many seconds: another replica may have made one.
const FRESH_FOR: i64 = 60;

/// The keys of one moment.
pub(crate) struct KeyRing {
    kid: String,
    signing: EncodingKey,
    /// What `/jwks` answers.
    pub(crate) published: JwkSet,
    read_at: Timestamp,
}

/// The keys last read.
#[derive(Default)]
pub(crate) struct Keys(RwLock<Option<Arc<KeyRing>>>);

impl Keys {
    /// The keys, read again when they are not fresh.
    pub(crate) async fn ring(&self, tx: &mut IdentityTx, vault: &Vault, wall: Timestamp) -> Result<Arc<KeyRing>, DbError> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(ring) = known.filter(|ring| wall < after(ring.read_at, FRESH_FOR)) {
            return Ok(ring);
        }
        let ring = Arc::new(read(tx, vault, wall).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&ring));
        Ok(ring)
    }
}

impl KeyRing {
    /// A signed token.
    pub(crate) fn sign(&self, kind: &str, claims: &Value) -> Result<String, DbError> {
        let header = Header { typ: Some(kind.to_owned()), kid: Some(self.kid.clone()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, &self.signing).map_err(|_| DbError::Other("a token could not be signed".to_owned()))
    }

    /// The claims of an ID token of ours, however old: a hint (OpenID Connect
    /// Core §3.1.2.1). The algorithm is ours, never the token's.
    pub(crate) fn read_hint(&self, token: &str, issuer: &str) -> Option<Value> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let key = DecodingKey::from_jwk(self.published.find(header.kid.as_deref()?)?).ok()?;
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_issuer(&[issuer]);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.set_required_spec_claims(&["iss", "aud", "sub"]);
        let claims = jsonwebtoken::decode::<Value>(token, &key, &validation).ok()?.claims;
        // a logout token is not an ID token
        claims.get("events").is_none().then_some(claims)
    }
}

/// Makes the key that is due, and forgets those nobody needs.
pub(crate) async fn rotate(tx: &mut IdentityTx, vault: &Vault, moment: &Moment) -> Result<(), DbError> {
    let rows = keys::all(tx).await?;
    let created: Vec<Timestamp> = rows.iter().map(|row| row.created_at).collect();
    if keyring::is_due(&created, moment.wall) {
        keys::add(tx, generate(vault, moment)?).await?;
    }
    for row in rows.iter().take(keyring::obsolete(&created, moment.wall)) {
        keys::remove(tx, &row.kid).await?;
    }
    Ok(())
}

async fn read(tx: &mut IdentityTx, vault: &Vault, wall: Timestamp) -> Result<KeyRing, DbError> {
    let rows = keys::all(tx).await?;
    let created: Vec<Timestamp> = rows.iter().map(|row| row.created_at).collect();
    let current = keyring::signing(&created, wall).and_then(|index| rows.get(index)).ok_or(DbError::NotFound)?;
    let private = vault.open(Purpose::SigningKeys, &current.kid, &current.private)?;
    let unreadable = |_| DbError::Corrupt { column: "public".to_owned(), reason: "is not a key".to_owned() };
    let published = rows.iter().map(|row| serde_json::from_value(row.public.clone())).collect::<Result<_, _>>().map_err(unreadable)?;
    Ok(KeyRing {
        kid: current.kid.clone(),
        signing: EncodingKey::from_ec_der(&private),
        published: JwkSet { keys: published },
        read_at: wall,
    })
}

/// A new key. The library draws it itself: no key of ours ever follows from a seed.
fn generate(vault: &Vault, moment: &Moment) -> Result<KeyRow, DbError> {
    let failed = || DbError::Other("a signing key could not be made".to_owned());
    let private = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).map_err(|_| failed())?;
    let mut public = Jwk::from_encoding_key(&EncodingKey::from_ec_der(private.as_ref()), Algorithm::ES256).map_err(|_| failed())?;
    let kid = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| failed())?;
    public.common.key_id = Some(kid.clone());
    public.common.public_key_use = Some(PublicKeyUse::Signature);
    Ok(KeyRow {
        private: vault.seal(Purpose::SigningKeys, &kid, private.as_ref(), &*moment.rng)?,
        public: serde_json::to_value(&public).map_err(|_| failed())?,
        kid,
        created_at: moment.wall,
    })
}
