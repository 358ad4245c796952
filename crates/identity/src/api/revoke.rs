//! `POST /revoke` (RFC 7009): a client gives a token back. What is not its own,
//! or is nothing, is answered the same.

use axum::{body::Bytes, extract::State, response::IntoResponse};
use http::{HeaderMap, StatusCode};
use web::{Answer, Ctx, cookie::digest};

use super::{client_auth, error::ApiError, form::Form};
use crate::{
    Identity,
    store::{
        grants::{self, GrantId},
        tokens,
    },
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let form = Form::read(&headers, &body)?;
    let wall = ctx.moment().wall;
    let client = client_auth::authenticate(&identity, &ctx, &headers, &form).await?;
    let shown = digest(form.required("token", "token is missing")?);
    let mut tx = identity.databases.identity_write().await?;
    if let Some(token) = tokens::refresh(&mut tx, &shown, wall).await? {
        if is_of(&mut tx, token.grant_id, &client.id).await? {
            grants::revoke(&mut tx, token.grant_id, wall).await?;
        }
    } else if let Some(token) = tokens::access(&mut tx, &shown, wall).await?
        && is_of(&mut tx, token.grant_id, &client.id).await?
    {
        tokens::remove_access(&mut tx, &shown).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::OK.into_response())
}

async fn is_of(tx: &mut db::IdentityTx, grant: GrantId, client: &str) -> Result<bool, ApiError> {
    Ok(grants::by_id(tx, grant).await?.is_some_and(|grant| grant.client_id == client))
}
