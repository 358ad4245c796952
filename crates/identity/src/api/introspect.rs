//! `POST /introspect` (RFC 7662): is this access token of mine still good? It
//! counts as use of the session.

use axum::{body::Bytes, extract::State};
use db::IdentityTx;
use http::HeaderMap;
use kernel::Timestamp;
use serde_json::json;
use web::{Answer, Ctx, cookie::digest};

use super::{client_auth, error::ApiError, form::Form};
use crate::{
    Identity,
    model::client::Client,
    store::{
        grants::{self, Grant},
        sessions,
        tokens::{self, AccessToken},
    },
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let form = Form::read(&headers, &body)?;
    let wall = ctx.moment().wall;
    let client = client_auth::authenticate(&identity, &ctx, &headers, &form).await?;
    let shown = digest(form.required("token", "token is missing")?);
    let mut tx = identity.databases.identity_read().await?;
    let Some((token, grant)) = alive(&mut tx, &shown, &client, wall).await? else {
        return Ok(super::json(&json!({ "active": false })));
    };
    let session = sessions::by_id(&mut tx, grant.session_id).await?;
    drop(tx);
    if let Some(session) = session {
        identity.keep_alive(&session, ctx.moment()).await?;
    }
    Ok(super::json(&json!({
        "active": true,
        "iss": identity.issuer(),
        "sub": identity.salt.subject(&client.sector, grant.account_id),
        "aud": &client.id,
        "client_id": &client.id,
        "scope": token.scopes.to_text(),
        "token_type": "Bearer",
        "iat": token.created_at.as_second(),
        "exp": token.expires_at.as_second(),
        "acr": grant.methods.acr(),
        "auth_time": grant.authenticated_at.as_second(),
    })))
}

async fn alive(tx: &mut IdentityTx, shown: &str, client: &Client, wall: Timestamp) -> Result<Option<(AccessToken, Grant)>, ApiError> {
    let Some(token) = tokens::access(tx, shown, wall).await? else { return Ok(None) };
    let grant = grants::by_id(tx, token.grant_id).await?;
    Ok(grant.filter(|grant| grant.client_id == client.id && grant.is_alive(wall)).map(|grant| (token, grant)))
}
