//! Recovery codes: made, kept as hashes, used once.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{Moment, id::AccountId};
use web::Outcome;

use crate::{Identity, model::recovery, store::recovery_codes};

/// A set of codes just made.
pub(crate) struct Set {
    /// As they are shown, this once.
    pub codes: Vec<String>,
    /// What is kept of them.
    pub salt: String,
    pub hashes: Vec<String>,
}

/// Makes a set: slow, so before any transaction.
pub(crate) async fn make(identity: &Identity, moment: &Moment) -> Outcome<Set> {
    let codes = recovery::draw(&*moment.rng);
    let mut salt = [0; 16];
    moment.rng.fill(&mut salt);
    let normal = codes.iter().map(|code| recovery::normal(code)).collect();
    let hashes = identity.hashing.hash_all(normal, salt.to_vec()).await?;
    Ok(Set { codes, salt: URL_SAFE_NO_PAD.encode(salt), hashes })
}

/// What a typed code is looked up as. As long for whoever has no code.
pub(crate) async fn hash(identity: &Identity, account: AccountId, typed: &str) -> Outcome<String> {
    let mut tx = identity.databases.identity_read().await?;
    let salt = recovery_codes::salt(&mut tx, account).await?;
    drop(tx);
    let salt = salt.and_then(|salt| URL_SAFE_NO_PAD.decode(salt).ok()).unwrap_or_else(|| vec![0; 16]);
    Ok(identity.hashing.hash_all(vec![recovery::normal(typed)], salt).await?.pop().unwrap_or_default())
}
