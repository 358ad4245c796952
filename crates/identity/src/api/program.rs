//! Which client calls one of our APIs in its own name, by the token that it got
//! with `client_credentials`: the door of every API for partners.

use web::cookie::digest;

use super::{error::ApiError, proof::Place, shown::Shown};
use crate::{
    model::{api_scope::ApiScope, client::Client, reason},
    store::{clients, program_tokens},
};

/// The client behind a call, if its token is good, is its own, and has the scope of this API.
pub(crate) async fn calling(place: Place<'_>, method: &str, scope: ApiScope) -> Result<Client, ApiError> {
    let shown = Shown::read(place.headers)?;
    let dead = shown.refused(&reason::TOKEN_WORTHLESS);
    let mut tx = place.identity.databases.identity_read().await?;
    let Some(token) = program_tokens::get(&mut tx, &digest(shown.token), place.ctx.moment().wall).await? else { return Err(dead) };
    let Some(client) = clients::by_id(&mut tx, &token.client_id).await? else { return Err(dead) };
    drop(tx);
    shown.is_held(place, method, token.key_thumbprint.as_deref(), client.protocol.0.binding).await?;
    if token.scopes.contains(scope) { Ok(client) } else { Err(shown.refused(&reason::SCOPE_TOO_SMALL)) }
}
