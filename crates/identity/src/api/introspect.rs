//! `POST /introspect` (RFC 7662): is this access token of mine still good? For a
//! person's, it counts as use of the session.

use axum::{body::Bytes, extract::State};
use db::IdentityTx;
use http::HeaderMap;
use kernel::Timestamp;
use serde_json::{Value, json};
use web::{Answer, Ctx, cookie::digest};

use super::{call::Call, client_auth, error::ApiError};
use crate::{
    Identity,
    flow::tokens::token_type,
    model::{client::Client, endpoint::Endpoint, reason},
    store::{
        grants::{self, Grant},
        program_tokens::{self, ProgramToken},
        tokens::{self, AccessToken},
    },
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let call = Call::read(identity, ctx, headers, &body, Endpoint::Introspect).await?;
    call.told(answer(&call).await).await
}

async fn answer(call: &Call) -> Result<Answer, ApiError> {
    let (identity, wall) = (&call.identity, call.moment().wall);
    let client = client_auth::authenticate(call).await?;
    let shown = digest(call.form.required("token", &reason::TOKEN_MISSING)?);
    let mut tx = identity.databases.identity_read().await?;
    let Some((token, grant)) = alive(&mut tx, &shown, &client, wall).await? else {
        let program = program_tokens::get(&mut tx, &shown, wall).await?.filter(|token| token.client_id == client.id);
        return Ok(super::json(&program.map_or_else(|| json!({ "active": false }), |token| of_program(identity, &token))));
    };
    drop(tx);
    identity.keep_alive((grant.session_id, grant.account_id), grant.session(), call.moment()).await?;
    Ok(super::json(&of_person(identity, &client, &token, &grant)))
}

fn of_person(identity: &Identity, client: &Client, token: &AccessToken, grant: &Grant) -> Value {
    let mut told = json!({
        "active": true,
        "iss": identity.issuer(),
        "sub": identity.salt.subject(&client.sector, grant.account_id),
        "aud": &client.id,
        "client_id": &client.id,
        "scope": token.scopes.to_text(),
        "token_type": token_type(token.key_thumbprint.as_deref()),
        "iat": token.created_at.as_second(),
        "exp": token.expires_at.as_second(),
        "acr": grant.methods.acr(),
        "auth_time": grant.authenticated_at.as_second(),
    });
    confirm(&mut told, token.key_thumbprint.as_deref());
    told
}

fn of_program(identity: &Identity, token: &ProgramToken) -> Value {
    let mut told = json!({
        "active": true,
        "iss": identity.issuer(),
        "sub": &token.client_id,
        "client_id": &token.client_id,
        "scope": token.scopes.to_text(),
        "token_type": token_type(token.key_thumbprint.as_deref()),
        "iat": token.created_at.as_second(),
        "exp": token.expires_at.as_second(),
    });
    confirm(&mut told, token.key_thumbprint.as_deref());
    told
}

/// The key that the token is bound to (RFC 9449 §6.2).
fn confirm(told: &mut Value, key_thumbprint: Option<&str>) {
    if let Some(thumbprint) = key_thumbprint {
        told["cnf"] = json!({ "jkt": thumbprint });
    }
}

async fn alive(tx: &mut IdentityTx, shown: &str, client: &Client, wall: Timestamp) -> Result<Option<(AccessToken, Grant)>, ApiError> {
    let Some(token) = tokens::access(tx, shown, wall).await? else { return Ok(None) };
    let grant = grants::by_id(tx, token.grant_id).await?;
    Ok(grant.filter(|grant| grant.client_id == client.id && grant.is_alive(wall)).map(|grant| (token, grant)))
}
