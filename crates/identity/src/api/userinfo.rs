//! `GET` and `POST /userinfo` (OpenID Connect Core §5.3). The token comes in
//! the `Authorization` header only (RFC 9700 §4.3.2).

use axum::extract::State;
use http::{HeaderMap, header};
use web::{Answer, Ctx, cookie::digest};

use super::error::ApiError;
use crate::{
    Identity,
    flow::sharing::Sharing,
    store::{clients, grants, sessions, tokens},
};

pub(crate) async fn answer(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap) -> Result<Answer, ApiError> {
    let token = bearer(&headers).ok_or(ApiError::Bearer { sent: false })?;
    let wall = ctx.moment().wall;
    let dead = ApiError::Bearer { sent: true };
    let mut tx = identity.databases.identity_read().await?;
    let Some(token) = tokens::access(&mut tx, &digest(token), wall).await? else { return Err(dead) };
    let Some(grant) = grants::by_id(&mut tx, token.grant_id).await?.filter(|grant| grant.is_alive(wall)) else { return Err(dead) };
    let Some(client) = clients::by_id(&mut tx, &grant.client_id).await?.filter(|client| client.suspended_at.is_none()) else {
        return Err(dead);
    };
    let sharing = Sharing::read(&mut tx, grant.account_id, &client.id).await?;
    let session = sessions::by_id(&mut tx, grant.session_id).await?;
    drop(tx);
    if let Some(session) = session {
        identity.keep_alive(&session, ctx.moment()).await?;
    }
    let subject = identity.salt.subject(&client.sector, grant.account_id);
    let claims = sharing.told(&client, &subject, (&token.scopes, &grant.single.0), wall);
    Ok(super::json(&claims.into()))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
