//! An ID token that lies. The only way to make one is a client on trial.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{DbError, Result};
use jsonwebtoken::EncodingKey;
use kernel::Moment;
use serde_json::Value;
use web::cookie::digest;

use crate::{
    Identity,
    keys::{self, KeyRing},
    model::{
        protocol::SigningAlg,
        trial::{Tried, lie::Lie},
    },
    store::{codes, trials},
};

/// The header of a token that nobody signed.
const UNSIGNED: &str = r#"{"alg":"none","typ":"JWT"}"#;

/// Who signs the ID tokens of one sign-in of a trial.
pub(crate) struct Liar {
    lie: Lie,
    alg: SigningAlg,
    /// Made for the occasion, published nowhere.
    stranger: Option<EncodingKey>,
}

impl Liar {
    /// The one behind a code, if that sign-in has a lie. A key may be drawn, which
    /// takes time: before any transaction.
    pub(crate) async fn of(identity: &Identity, moment: &Moment, tried: Tried<'_>, code: Option<&str>) -> Result<Option<Self>> {
        let mut tx = identity.databases.identity_read().await?;
        let Some(code) = codes::get(&mut tx, &digest(code.unwrap_or_default())).await? else { return Ok(None) };
        let sign_in = trials::sign_in(&mut tx, tried, code.grant_id, moment.wall).await?;
        drop(tx);
        let Some(lie) = sign_in.and_then(|sign_in| sign_in.lie) else { return Ok(None) };
        let alg = tried.client().protocol.0.id_token_alg;
        let stranger = if lie == Lie::Stranger { Some(keys::stranger(alg).await?) } else { None };
        Ok(Some(Self { lie, alg, stranger }))
    }

    /// The token that says these claims, but for the lie.
    pub(crate) fn sign(&self, ring: &KeyRing, mut claims: Value, moment: &Moment) -> Result<String, DbError> {
        self.lie.bend_token(&mut claims, &moment.token::<16>(), moment.wall);
        match (&self.stranger, self.lie) {
            (Some(key), _) => ring.forge(self.alg, "JWT", &claims, key),
            (None, Lie::Unsigned) => Ok(format!("{}.{}.", URL_SAFE_NO_PAD.encode(UNSIGNED), URL_SAFE_NO_PAD.encode(claims.to_string()))),
            (None, _) => ring.sign(self.alg, "JWT", &claims),
        }
    }
}
