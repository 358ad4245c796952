//! Leaving for FranceConnect, and being recognised when one comes back.

use db::{IdentityTx, Result};
use kernel::id::AccountId;
use web::{Ctx, Site, cookie::digest};

use crate::{
    Identity,
    franceconnect::{FranceConnect, ask},
    model::life::{REQUEST, before},
    store::franceconnect::requests::{self, Asking},
    vault::Purpose,
};

/// Where FranceConnect sends people back: registered there, to the letter.
pub(crate) fn redirect_uri(identity: &Identity) -> String {
    identity.sites.url(Site::Connect, "/franceconnect/retour")
}

/// Where she goes; `account` is the one that she wants certified.
pub(crate) async fn leave(
    identity: &Identity,
    fc: &FranceConnect,
    tx: &mut IdentityTx,
    ctx: &Ctx,
    account: Option<AccountId>,
    request: Option<String>,
) -> Result<String> {
    let moment = ctx.moment();
    let secrets = ask::Secrets::draw(moment);
    let state = digest(&secrets.state);
    let verifier = identity.vault.seal(Purpose::FranceConnect, &state, secrets.verifier.as_bytes(), &*moment.rng)?;
    let asking = Asking { nonce: digest(&secrets.nonce), verifier, account_id: account, request };
    requests::keep(tx, &state, ctx.visitor(), asking, moment.wall).await?;
    Ok(ask::authorize_url(&fc.settings, &redirect_uri(identity), &secrets))
}

/// What this browser asked under this state, its verifier opened. It serves once.
pub(crate) async fn take(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, state: &str) -> Result<Option<Asking>> {
    let state = digest(state);
    let since = before(ctx.moment().wall, REQUEST);
    let Some(mut asking) = requests::take(tx, &state, ctx.visitor(), since).await? else { return Ok(None) };
    asking.verifier = identity.vault.open_text(Purpose::FranceConnect, &state, &asking.verifier)?;
    Ok(Some(asking))
}
