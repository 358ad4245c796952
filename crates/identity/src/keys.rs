//! The keys that sign tokens, ready to serve.

mod generate;
mod renew;

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use db::{DbError, IdentityTx};
use jsonwebtoken::{EncodingKey, Header};
use kernel::Timestamp;
use serde_json::Value;

pub(crate) use self::{
    generate::stranger,
    renew::{renew, replace, withdraw},
};
use crate::{
    model::{jwk::PublicKey, jws::Jws, keyring, life::after, protocol::SigningAlg},
    store::keys::{self, KeyRow},
    vault::{Purpose, Vault},
};

/// The keys are read again after so many seconds: another replica may have made
/// one, and one that was stolen must serve no more.
const FRESH_FOR: i64 = 10;

/// The keys of one moment.
pub(crate) struct KeyRing {
    signers: Vec<Signer>,
    public: BTreeMap<String, PublicKey>,
    /// What `/jwks` answers.
    pub(crate) published: Vec<Value>,
    read_at: Timestamp,
}

/// The key that signs with one algorithm.
struct Signer {
    alg: SigningAlg,
    kid: String,
    key: EncodingKey,
}

impl Signer {
    fn sign(&self, kind: &str, claims: &Value, key: &EncodingKey) -> Result<String, DbError> {
        let header = Header { typ: Some(kind.to_owned()), kid: Some(self.kid.clone()), ..Header::new(self.alg.algorithm()) };
        jsonwebtoken::encode(&header, claims, key).map_err(|_| DbError::Other("a token could not be signed".to_owned()))
    }
}

/// The keys last read.
#[derive(Default)]
pub(crate) struct Keys(RwLock<Option<Arc<KeyRing>>>);

impl Keys {
    /// The keys, when they were read a moment ago.
    pub(crate) fn fresh(&self, wall: Timestamp) -> Option<Arc<KeyRing>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        known.filter(|ring| wall < after(ring.read_at, FRESH_FOR))
    }

    /// The keys, read again when they are not fresh.
    pub(crate) async fn ring(&self, tx: &mut IdentityTx, vault: &Vault, wall: Timestamp) -> Result<Arc<KeyRing>, DbError> {
        if let Some(ring) = self.fresh(wall) {
            return Ok(ring);
        }
        let ring = Arc::new(read(tx, vault, wall).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&ring));
        Ok(ring)
    }

    /// Reads again at the next need: what was kept is no longer true.
    pub(crate) fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl KeyRing {
    /// A signed token.
    pub(crate) fn sign(&self, alg: SigningAlg, kind: &str, claims: &Value) -> Result<String, DbError> {
        let signer = self.signer(alg)?;
        signer.sign(kind, claims, &signer.key)
    }

    /// A token that bears the name of our key, and that another key signed: for trials.
    pub(crate) fn forge(&self, alg: SigningAlg, kind: &str, claims: &Value, stranger: &EncodingKey) -> Result<String, DbError> {
        self.signer(alg)?.sign(kind, claims, stranger)
    }

    fn signer(&self, alg: SigningAlg) -> Result<&Signer, DbError> {
        self.signers.iter().find(|signer| signer.alg == alg).ok_or(DbError::NotFound)
    }

    /// The claims of an ID token of ours, however old: a hint (OpenID Connect
    /// Core §3.1.2.1). The key is ours and says the algorithm.
    pub(crate) fn read_hint(&self, token: &str, issuer: &str) -> Option<Value> {
        let jws = Jws::read(token)?;
        let is_ours = jws.own_key().is_none() && jws.is_signed_by(self.public.get(jws.kid()?)?);
        // neither a logout token nor signed userinfo, which have no `auth_time`
        let is_id_token = jws.text("iss") == Some(issuer) && ["sub", "aud", "auth_time"].iter().all(|name| jws.claims.contains_key(*name));
        (is_ours && is_id_token).then_some(Value::Object(jws.claims))
    }
}

async fn read(tx: &mut IdentityTx, vault: &Vault, wall: Timestamp) -> Result<KeyRing, DbError> {
    let mut rows = keys::all(tx).await?;
    // the default first: some clients only look at the first one
    rows.sort_by_key(|row| row.algorithm);
    let unreadable = || DbError::corrupt("public", "is not a key");
    let public =
        rows.iter().map(|row| Some((row.kid.clone(), PublicKey::read(&row.public)?))).collect::<Option<_>>().ok_or_else(unreadable)?;
    let signers = SigningAlg::ALL.iter().filter_map(|alg| signer(&rows, *alg, vault, wall)).collect::<Result<_, _>>()?;
    let published = rows.into_iter().map(|row| row.public).collect();
    Ok(KeyRing { signers, public, published, read_at: wall })
}

/// The key that signs with this algorithm now.
fn signer(rows: &[KeyRow], alg: SigningAlg, vault: &Vault, wall: Timestamp) -> Option<Result<Signer, DbError>> {
    let rows: Vec<&KeyRow> = rows.iter().filter(|row| row.algorithm == alg).collect();
    let created: Vec<Timestamp> = rows.iter().map(|row| row.created_at).collect();
    let row = rows.get(keyring::signing(&created, wall)?)?;
    Some(vault.open(Purpose::SigningKeys, &row.kid, &row.private).map(|private| {
        let key = match alg {
            SigningAlg::ES256 => EncodingKey::from_ec_der(&private),
            SigningAlg::RS256 => EncodingKey::from_rsa_der(&private),
        };
        Signer { alg, kid: row.kid.clone(), key }
    }))
}
