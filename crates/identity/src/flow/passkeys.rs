//! Passkeys: challenges given, answers checked against what is kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::IdentityTx;
use kernel::id::AccountId;
use serde_json::{Value, json};
use web::{Ctx, Limit, Outcome, cookie::digest};

use super::alerts::{self, AlertKind};
use crate::{
    Identity,
    identity::OWN_SECTOR,
    model::{
        life::{CHALLENGE, after},
        methods::Method,
        passkey::{Assertion, New, Refusal, Registration, read},
    },
    store::{
        challenges,
        passkeys::{self, Passkey},
    },
};

/// The field that carries the browser's answer.
pub(crate) const FIELD: &str = "credential";
/// How long the browser waits for her, in milliseconds.
pub(crate) const TIMEOUT: i64 = 120_000;
/// Challenges write to the database: not without end from one network.
const OFTEN: Limit = Limit { times: 120, seconds: 60 };

/// Somebody who showed a passkey.
pub(crate) struct Shown {
    pub account: AccountId,
    pub method: Method,
}

/// A new challenge, for this browser.
pub(crate) async fn challenge(tx: &mut IdentityTx, ctx: &Ctx) -> Outcome<String> {
    let moment = ctx.moment();
    ctx.throttle("passkey", &ctx.client().network(), OFTEN)?;
    let challenge = moment.token::<32>();
    challenges::give(tx, &digest(&challenge), ctx.visitor(), after(moment.wall, CHALLENGE)).await?;
    Ok(challenge)
}

/// The passkeys of an account, as the browser reads them.
pub(crate) async fn descriptors(tx: &mut IdentityTx, account: AccountId) -> Outcome<Vec<Value>> {
    let known = passkeys::of_account(tx, account).await?;
    Ok(known.into_iter().map(|passkey| json!({ "type": "public-key", "id": passkey.credential })).collect())
}

/// The passkey that the browser made, if it answers a challenge of ours.
pub(crate) async fn made(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, answer: &str) -> Outcome<Result<New, Refusal>> {
    let Ok(registration) = read::<Registration>(answer) else { return Ok(Err(Refusal::Malformed)) };
    if !is_ours(tx, ctx, registration.challenge()).await? {
        return Ok(Err(Refusal::Elsewhere));
    }
    Ok(registration.check(identity.relying_party()))
}

/// Who showed a passkey; nobody when anything at all is wrong.
pub(crate) async fn shown(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, answer: &str) -> Outcome<Option<Shown>> {
    let Ok(assertion) = read::<Assertion>(answer) else { return Ok(None) };
    if !is_ours(tx, ctx, assertion.challenge()).await? {
        return Ok(None);
    }
    let credential = URL_SAFE_NO_PAD.encode(&assertion.id.0);
    let Some(passkey) = passkeys::by_credential(tx, &credential).await? else { return Ok(None) };
    let subject = identity.salt.subject(OWN_SECTOR, passkey.account_id);
    if assertion.user_handle.as_ref().is_some_and(|handle| URL_SAFE_NO_PAD.encode(&handle.0) != subject) {
        return Ok(None);
    }
    checked(identity, tx, ctx, &assertion, passkey).await
}

async fn checked(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, assertion: &Assertion, passkey: Passkey) -> Outcome<Option<Shown>> {
    let moment = ctx.moment();
    let key = URL_SAFE_NO_PAD.decode(&passkey.public_key).unwrap_or_default();
    match assertion.check(identity.relying_party(), &key, passkey.uses) {
        Ok(used) => {
            if !passkeys::used(tx, passkey.id, used.uses, used.is_synced, moment.wall).await? {
                return Ok(None);
            }
            let method = if used.is_synced { Method::SyncedPasskey } else { Method::DevicePasskey };
            Ok(Some(Shown { account: passkey.account_id, method }))
        }
        Err(refusal) => {
            if refusal == Refusal::Copied {
                let detail = json!({ "account": passkey.account_id.to_string() });
                alerts::raise(tx, moment, AlertKind::PasskeyCopied, &passkey.id.to_string(), detail).await?;
            }
            Ok(None)
        }
    }
}

/// Whether a challenge was given to this browser; it serves once.
async fn is_ours(tx: &mut IdentityTx, ctx: &Ctx, challenge: Result<String, Refusal>) -> Outcome<bool> {
    let Ok(challenge) = challenge else { return Ok(false) };
    Ok(challenges::take(tx, &digest(&challenge), ctx.visitor(), ctx.moment().wall).await?)
}
