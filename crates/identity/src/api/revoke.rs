//! `POST /revoke` (RFC 7009): a client gives a token back. What is not its own,
//! or is nothing, is answered the same.

use axum::{body::Bytes, extract::State, response::IntoResponse};
use http::{HeaderMap, StatusCode};
use web::{Answer, Ctx, cookie::digest};

use super::{call::Call, client_auth, error::ApiError};
use crate::{
    Identity,
    model::{endpoint::Endpoint, reason},
    store::{
        grants::{self, GrantId},
        program_tokens, tokens,
    },
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let call = Call::read(identity, ctx, headers, &body, Endpoint::Revoke).await?;
    call.told(answer(&call).await).await
}

async fn answer(call: &Call) -> Result<Answer, ApiError> {
    let wall = call.moment().wall;
    let client = client_auth::authenticate(call).await?;
    let shown = digest(call.form.required("token", &reason::TOKEN_MISSING)?);
    let mut tx = call.identity.databases.identity_write().await?;
    if let Some(token) = tokens::refresh(&mut tx, &shown, wall).await? {
        if is_of(&mut tx, token.grant_id, &client.id).await? {
            grants::revoke(&mut tx, token.grant_id, wall).await?;
        }
    } else if let Some(token) = tokens::access(&mut tx, &shown, wall).await? {
        if is_of(&mut tx, token.grant_id, &client.id).await? {
            tokens::remove_access(&mut tx, &shown).await?;
        }
    } else {
        program_tokens::remove(&mut tx, &shown, &client.id).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::OK.into_response())
}

async fn is_of(tx: &mut db::IdentityTx, grant: GrantId, client: &str) -> Result<bool, ApiError> {
    Ok(grants::by_id(tx, grant).await?.is_some_and(|grant| grant.client_id == client))
}
