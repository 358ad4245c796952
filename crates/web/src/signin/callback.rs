//! `GET /connexion/retour`: back from the identity provider.

use axum::extract::{Query, State};
use http::HeaderMap;
use kernel::Timestamp;
use serde::Deserialize;

use super::{
    SignIn,
    provider::{self, IdToken},
    session, store,
    store::NewSession,
};
use crate::{
    Answer, Ctx, Failure, Outcome,
    answer::with_cookie,
    cookie::{self, digest},
    redirect,
};

/// A sign-in that takes longer than this starts again, in seconds.
pub(super) const LONGEST_SIGN_IN: i64 = 3_600;

#[derive(Deserialize)]
pub(super) struct Returned {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    error: Option<String>,
    iss: Option<String>,
}

pub(super) async fn get(State(sign_in): State<SignIn>, ctx: Ctx, headers: HeaderMap, Query(returned): Query<Returned>) -> Outcome<Answer> {
    let inner = &sign_in.0;
    let moment = ctx.moment();
    let mut tx = ctx.platform_write().await?;
    let begun = store::take(&mut tx, &digest(&returned.state), ctx.site().name(), ctx.visitor()).await?;
    tx.commit().await?;
    // the back button, or a link opened in another browser: nothing to do but to go on
    let Some(begun) = begun else { return Ok(redirect("/")) };
    if returned.error.is_some() {
        // she gave up: the page she came for would send her to sign in again
        return Ok(redirect("/"));
    }
    let is_late = moment.wall.as_second() - begun.created_at.as_second() > LONGEST_SIGN_IN;
    if is_late {
        return Err(provider::too_late());
    }
    // our provider always says who it is (RFC 9207 §2.4): whatever does not is not its answer
    if returned.iss.as_deref() != Some(inner.provider.issuer()) {
        return Err(provider::not_verified());
    }

    let client = inner.clients.get(&ctx.site()).ok_or_else(|| Failure::fault("this site signs nobody in"))?;
    let redirect_uri = SignIn::redirect_uri(&inner.sites, ctx.site());
    let tokens = inner.provider.exchange(&inner.http, client, &returned.code, &begun.verifier, &redirect_uri).await?;
    let id: IdToken = inner.provider.verify(&inner.http, client, &tokens.id_token, moment.wall.as_second()).await?;
    if id.nonce.as_deref() != Some(&begun.nonce) {
        return Err(provider::not_verified());
    }
    let claims = inner.provider.userinfo(&inner.http, &tokens.access_token).await?.unwrap_or_default();
    if claims.get("sub").and_then(serde_json::Value::as_str) != Some(&*id.sub) {
        return Err(Failure::fault("userinfo speaks of somebody else"));
    }

    let token = moment.token::<32>();
    let authenticated_at = id.auth_time.and_then(|at| Timestamp::from_second(at).ok()).unwrap_or(moment.wall);
    let mut tx = ctx.platform_write().await?;
    let new = NewSession {
        id: moment.id(),
        site: ctx.site().name(),
        token_digest: &digest(&token),
        subject: &id.sub,
        provider_session: id.sid.as_deref(),
        claims: claims.into(),
        id_token: &tokens.id_token,
        access_token: &tokens.access_token,
        authenticated_at,
        second_factor: id.amr.iter().any(|method| matches!(method.as_str(), "mfa" | "otp" | "hwk")),
        at: moment.wall,
    };
    if let Some(former) = cookie::read(&headers, &inner.sites, ctx.site(), session::COOKIE) {
        store::close_token(&mut tx, ctx.site().name(), &digest(&former)).await?;
    }
    store::open(&mut tx, new).await?;
    tx.commit().await?;
    Ok(with_cookie(redirect(&begun.back_to), &ctx, session::COOKIE, &token, None))
}
