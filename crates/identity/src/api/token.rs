//! `POST /token` (OpenID Connect Core §3.1.3, RFC 6749 §4.1.3, §4.4 and §6).

use axum::{body::Bytes, extract::State};
use db::IdentityTx;
use http::HeaderMap;
use serde_json::{Value, json};
use web::{Answer, Ctx, cookie::digest};

use super::{call::Call, client_auth, error::ApiError, proof};
use crate::{
    Identity,
    flow::{
        alerts::{self, AlertKind},
        programs,
        tokens::{self, Issue},
    },
    model::{
        client::Client,
        endpoint::Endpoint,
        pkce, reason,
        reason::Reason,
        scope::{Scope, Scopes},
    },
    store::{
        agreements,
        codes::{self, Code},
        grants::{self, Grant, GrantId},
        sessions, tokens as kept,
    },
};

/// Tokens, or why not: a refusal may have revoked something, and is committed.
type Given = Result<Value, &'static Reason>;

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let call = Call::read(identity, ctx, headers, &body, Endpoint::Token).await?;
    call.told(answer(&call).await).await
}

async fn answer(call: &Call) -> Result<Answer, ApiError> {
    let client = client_auth::authenticate(call).await?;
    let grant_type = call.form.required("grant_type", &reason::GRANT_TYPE_MISSING)?;
    if !["authorization_code", "refresh_token", "client_credentials"].contains(&grant_type) {
        return Err(ApiError::Refused(&reason::GRANT_TYPE));
    }
    let key = proof::of_call(call.place(), client.protocol.0.binding).await?;
    if grant_type == "client_credentials" {
        let given = programs::issue(&call.identity, call.moment(), &client, call.form.get("scope"), key).await?;
        return Ok(super::json(&given?));
    }
    let mut tx = call.identity.databases.identity_write().await?;
    let given = match grant_type {
        "authorization_code" => with_code(call, &mut tx, &client, key.as_deref()).await?,
        _ => with_refresh_token(call, &mut tx, &client, key.as_deref()).await?,
    };
    tx.commit().await?;
    Ok(super::json(&given?))
}

async fn with_code(call: &Call, tx: &mut IdentityTx, client: &Client, key: Option<&str>) -> Result<Given, ApiError> {
    let wall = call.moment().wall;
    let shown = digest(call.form.required("code", &reason::CODE_MISSING)?);
    let redirect_uri = call.form.required("redirect_uri", &reason::CODE_REDIRECT_MISSING)?;
    let Some(code) = codes::get(tx, &shown).await? else { return Ok(Err(&reason::CODE_WORTHLESS)) };
    let Some(grant) = of_client(tx, code.grant_id, client).await? else { return Ok(Err(&reason::CODE_WORTHLESS)) };
    if code.used_at.is_some() {
        return stolen(call, tx, &grant).await;
    }
    if code.expires_at <= wall || !grant.is_alive(wall) {
        return Ok(Err(&reason::CODE_WORTHLESS));
    }
    if let Err(reason) = is_bound_to(&code, redirect_uri, call.form.get("code_verifier"), key) {
        return Ok(Err(reason));
    }
    if !codes::redeem(tx, &shown, wall).await? {
        return stolen(call, tx, &grant).await;
    }
    sessions::touch(tx, grant.session_id, wall).await?;
    agreements::signed_in(tx, grant.account_id, &client.id, wall).await?;
    let issue = Issue { scopes: &grant.scopes, nonce: code.nonce.as_deref(), key };
    Ok(Ok(tokens::issue(&call.identity, tx, call.moment(), client, &grant, issue).await?))
}

/// A code is bound to its address, its proof key (RFC 7636 §4.6) and the key that
/// the request announced (RFC 9449 §10).
fn is_bound_to(code: &Code, redirect_uri: &str, verifier: Option<&str>, key: Option<&str>) -> Result<(), &'static Reason> {
    if code.redirect_uri != redirect_uri {
        return Err(&reason::CODE_REDIRECT);
    }
    if !pkce::verifies(code.challenge.as_deref(), verifier) {
        return Err(&reason::CODE_VERIFIER);
    }
    match code.key_thumbprint.as_deref() {
        Some(announced) if key != Some(announced) => Err(&reason::CODE_KEY),
        _ => Ok(()),
    }
}

async fn with_refresh_token(call: &Call, tx: &mut IdentityTx, client: &Client, key: Option<&str>) -> Result<Given, ApiError> {
    let wall = call.moment().wall;
    let shown = digest(call.form.required("refresh_token", &reason::REFRESH_MISSING)?);
    let Some(token) = kept::refresh(tx, &shown, wall).await? else { return Ok(Err(&reason::REFRESH_WORTHLESS)) };
    let Some(grant) = of_client(tx, token.grant_id, client).await? else { return Ok(Err(&reason::REFRESH_WORTHLESS)) };
    if token.used_at.is_some() {
        return stolen(call, tx, &grant).await;
    }
    if !grant.is_alive(wall) {
        return Ok(Err(&reason::REFRESH_WORTHLESS));
    }
    let scopes = narrowed(call.form.get("scope"), &grant)?;
    if !kept::rotate(tx, &shown, wall).await? {
        return stolen(call, tx, &grant).await;
    }
    sessions::touch(tx, grant.session_id, wall).await?;
    let issue = Issue { scopes: &scopes, nonce: None, key };
    Ok(Ok(tokens::issue(&call.identity, tx, call.moment(), client, &grant, issue).await?))
}

/// What is asked again: the same, or less (RFC 6749 §6).
fn narrowed(asked: Option<&str>, grant: &Grant) -> Result<Scopes, &'static Reason> {
    let Some(asked) = asked else { return Ok(grant.scopes.clone()) };
    let scopes = Scopes::parse(asked);
    if scopes.is_within(&grant.scopes) && scopes.contains(Scope::OpenId) { Ok(scopes) } else { Err(&reason::SCOPE_WIDER) }
}

async fn of_client(tx: &mut IdentityTx, id: GrantId, client: &Client) -> Result<Option<Grant>, ApiError> {
    Ok(grants::by_id(tx, id).await?.filter(|grant| grant.client_id == client.id))
}

/// Shown twice: one of the two is a thief's, and nobody knows which (RFC 6749
/// §4.1.2, RFC 9700 §4.14). All that the grant gave ends.
async fn stolen(call: &Call, tx: &mut IdentityTx, grant: &Grant) -> Result<Given, ApiError> {
    grants::revoke(tx, grant.id, call.moment().wall).await?;
    let detail = json!({ "client": grant.client_id, "account": grant.account_id.to_string() });
    alerts::raise(tx, call.moment(), AlertKind::TokenReused, &grant.id.to_string(), detail).await?;
    Ok(Err(&reason::REPLAYED))
}
