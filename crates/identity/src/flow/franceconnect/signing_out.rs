//! Signing out of FranceConnect too, when the session came from it.

use db::{IdentityTx, Result};
use kernel::id::SessionId;
use web::{Ctx, Site};

use crate::{Identity, franceconnect::ask, store::franceconnect::id_tokens, vault::Purpose};

/// Where FranceConnect sends people back after: registered there, to the letter.
pub(crate) const BACK: &str = "/franceconnect/deconnexion";
/// What the address to go to after is signed for.
const PURPOSE: &str = "after-franceconnect";

/// Where somebody who signed out goes: `target`, by FranceConnect if she came from there.
pub(crate) async fn way_out(identity: &Identity, tx: &mut IdentityTx, ctx: &Ctx, session: SessionId, target: &str) -> Result<String> {
    let Some(fc) = identity.franceconnect() else { return Ok(target.to_owned()) };
    let Some(sealed) = id_tokens::take(tx, session).await? else { return Ok(target.to_owned()) };
    let id_token = identity.vault.open_text(Purpose::FranceConnect, &session.to_string(), &sealed)?;
    let back = identity.sites.url(Site::Connect, BACK);
    Ok(ask::end_session_url(&fc.settings, &id_token, &back, &ctx.sign(PURPOSE, target)))
}

/// Where she goes at last, by the state that FranceConnect gave back.
pub(crate) fn target(ctx: &Ctx, state: &str) -> Option<String> {
    ctx.verify(PURPOSE, state)
}
