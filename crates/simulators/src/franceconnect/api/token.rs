//! `/token`: a code becomes an ID token and an access token.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::{body::Bytes, extract::State};
use http::HeaderMap;
use kernel::Moment;
use serde_json::{Value, json};
use web::{Answer, Ctx};

use super::{
    super::{
        Client, FranceConnect, forgery,
        memory::{Grant, TOKEN},
        moods::{Change, Mood, Trouble, changed},
        request::ACR,
        subject::subject,
    },
    client_auth::authenticate,
    error::ApiError,
    form::Form,
    json, trouble,
};

pub(in super::super) async fn post(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap, body: Bytes) -> Answer {
    if let Change::TokenEndpoint(what) = fc.mood().change {
        if what == Trouble::Slow {
            tokio::time::sleep(fc.0.slowness).await;
        }
        if let Some(answer) = trouble::answer(what) {
            return answer;
        }
    }
    exchange(&fc, ctx.moment(), &headers, &body).map_or_else(|error| error.answer(&ctx), |tokens| json(&tokens))
}

fn exchange(fc: &FranceConnect, moment: &Moment, headers: &HeaderMap, body: &[u8]) -> Result<Value, ApiError> {
    let form = Form::read(headers, body)?;
    let client = authenticate(fc, headers, &form, moment.wall)?;
    if form.required("grant_type", "missing required parameter(s) grant_type")? != "authorization_code" {
        return Err(ApiError::new("unsupported_grant_type", "unsupported grant_type requested"));
    }
    let code = form.required("code", "missing required parameter(s) code")?;
    let redirect_uri = form.required("redirect_uri", "missing required parameter(s) redirect_uri")?;
    let mut memory = fc.memory();
    let grant = memory.grant_of(code, moment.wall).ok_or(ApiError::GRANT)?;
    let request = &grant.request;
    // a failure consumes nothing
    let is_its_own = request.client_id == client.id && request.back.redirect_uri == redirect_uri;
    if !is_its_own || !verifies(request.challenge.as_deref(), form.get("code_verifier")) {
        return Err(ApiError::GRANT);
    }
    let now = moment.wall.as_second();
    let id_token = forgery::sign(
        &memory.keys,
        client.signing.algorithm(),
        &id_token(fc.issuer(), memory.mood, client, &grant, now),
        memory.mood.of_id_token(),
    )?;
    let scope = request.scope.clone();
    let access_token = memory.give_token(moment, code, grant);
    let said = json!({ "access_token": access_token, "expires_in": TOKEN, "id_token": id_token, "scope": scope, "token_type": "Bearer" });
    Ok(changed(said, |said| memory.mood.in_tokens(said)))
}

/// What the ID token says: who, how surely, for whom, until when. No identity.
fn id_token(issuer: &str, mood: &Mood, client: &Client, grant: &Grant, now: i64) -> Value {
    let mut said = json!({
        "sub": subject(&client.entity, &grant.identity.pivot()),
        "acr": ACR,
        "auth_time": grant.auth_time.as_second(),
        "nonce": grant.request.nonce,
        "aud": client.id,
        "exp": now + TOKEN,
        "iat": now,
        "iss": issuer,
    });
    if grant.request.wants_amr {
        said["amr"] = json!(grant.identity.claim("amr"));
    }
    changed(said, |said| mood.in_id_token(said))
}

/// PKCE (RFC 7636 §4.6): optional, but not for whoever began it, nor half of it.
fn verifies(challenge: Option<&str>, verifier: Option<&str>) -> bool {
    match (challenge, verifier) {
        (None, None) => true,
        (Some(challenge), Some(verifier)) => {
            let is_well_formed = (43..=128).contains(&verifier.len());
            is_well_formed && verify_slices_are_equal(web::cookie::digest(verifier).as_bytes(), challenge.as_bytes()).is_ok()
        }
        _ => false,
    }
}
