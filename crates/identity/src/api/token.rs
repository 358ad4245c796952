//! `POST /token` (OpenID Connect Core §3.1.3, RFC 6749 §4.1.3 and §6).

use axum::{body::Bytes, extract::State};
use db::IdentityTx;
use http::HeaderMap;
use kernel::Moment;
use serde_json::{Value, json};
use web::{Answer, Ctx, cookie::digest};

use super::{client_auth, error::ApiError, form::Form};
use crate::{
    Identity,
    flow::{
        alerts::{self, AlertKind},
        tokens,
    },
    model::{
        client::Client,
        pkce,
        scope::{Scope, Scopes},
    },
    store::{
        codes,
        grants::{self, Grant, GrantId},
        sessions, tokens as kept,
    },
};

pub(crate) async fn post(State(identity): State<Identity>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Result<Answer, ApiError> {
    let form = Form::read(&headers, &body)?;
    let moment = ctx.moment();
    let client = client_auth::authenticate(&identity, &ctx, &headers, &form).await?;
    let mut tx = identity.databases.identity_write().await?;
    let given = match form.required("grant_type", "grant_type is missing")? {
        "authorization_code" => with_code(&identity, &mut tx, moment, &client, &form).await?,
        "refresh_token" => with_refresh_token(&identity, &mut tx, moment, &client, &form).await?,
        _ => return Err(ApiError::bad("unsupported_grant_type", "use authorization_code or refresh_token")),
    };
    // even a refusal may have revoked something
    tx.commit().await?;
    given.map(|tokens| super::json(&tokens)).ok_or(ApiError::GRANT)
}

async fn with_code(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    client: &Client,
    form: &Form,
) -> Result<Option<Value>, ApiError> {
    let shown = digest(form.required("code", "code is missing")?);
    let redirect_uri = form.required("redirect_uri", "redirect_uri is missing")?;
    let Some(code) = codes::get(tx, &shown).await? else { return Ok(None) };
    let Some(grant) = of_client(tx, code.grant_id, client).await? else { return Ok(None) };
    if code.used_at.is_some() {
        return stolen(tx, moment, &grant).await;
    }
    let is_right = code.expires_at > moment.wall
        && code.redirect_uri == redirect_uri
        && pkce::verifies(code.challenge.as_deref(), form.get("code_verifier"))
        && grant.is_alive(moment.wall);
    if !is_right {
        return Ok(None);
    }
    if !codes::redeem(tx, &shown, moment.wall).await? {
        return stolen(tx, moment, &grant).await;
    }
    sessions::touch(tx, grant.session_id, moment.wall).await?;
    Ok(Some(tokens::issue(identity, tx, moment, client, &grant, &grant.scopes, code.nonce.as_deref()).await?))
}

async fn with_refresh_token(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    client: &Client,
    form: &Form,
) -> Result<Option<Value>, ApiError> {
    let shown = digest(form.required("refresh_token", "refresh_token is missing")?);
    let Some(token) = kept::refresh(tx, &shown, moment.wall).await? else { return Ok(None) };
    let Some(grant) = of_client(tx, token.grant_id, client).await? else { return Ok(None) };
    if token.used_at.is_some() {
        return stolen(tx, moment, &grant).await;
    }
    if !grant.is_alive(moment.wall) {
        return Ok(None);
    }
    let scopes = narrowed(form.get("scope"), &grant)?;
    if !kept::rotate(tx, &shown, moment.wall).await? {
        return stolen(tx, moment, &grant).await;
    }
    sessions::touch(tx, grant.session_id, moment.wall).await?;
    Ok(Some(tokens::issue(identity, tx, moment, client, &grant, &scopes, None).await?))
}

/// What is asked again: the same, or less (RFC 6749 §6).
fn narrowed(asked: Option<&str>, grant: &Grant) -> Result<Scopes, ApiError> {
    let Some(asked) = asked else { return Ok(grant.scopes.clone()) };
    let scopes = Scopes::parse(asked);
    if scopes.is_within(&grant.scopes) && scopes.contains(Scope::OpenId) {
        Ok(scopes)
    } else {
        Err(ApiError::bad("invalid_scope", "ask for openid, and for nothing more than what was granted"))
    }
}

async fn of_client(tx: &mut IdentityTx, id: GrantId, client: &Client) -> Result<Option<Grant>, ApiError> {
    Ok(grants::by_id(tx, id).await?.filter(|grant| grant.client_id == client.id))
}

/// Shown twice: one of the two is a thief's, and nobody knows which (RFC 6749
/// §4.1.2, RFC 9700 §4.14). All that the grant gave ends.
async fn stolen(tx: &mut IdentityTx, moment: &Moment, grant: &Grant) -> Result<Option<Value>, ApiError> {
    grants::revoke(tx, grant.id, moment.wall).await?;
    let detail = json!({ "client": grant.client_id, "account": grant.account_id.to_string() });
    alerts::raise(tx, moment, AlertKind::TokenReused, &grant.id.to_string(), detail).await?;
    Ok(None)
}
