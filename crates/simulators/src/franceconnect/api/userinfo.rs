//! `/userinfo`: the identity, as a signed document.

use axum::extract::State;
use http::HeaderMap;
use kernel::Moment;
use serde_json::{Value, json};
use web::{Answer, Ctx};

use super::{
    super::{
        FranceConnect, forgery,
        memory::{Grant, TOKEN},
        moods::{Change, Trouble, changed},
        subject::subject,
    },
    bearer,
    error::ApiError,
    json, trouble, typed,
};

pub(in super::super) async fn get(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap) -> Answer {
    if let Change::UserinfoEndpoint(what) = fc.mood().change
        && let Some(answer) = trouble::answer(what)
    {
        return answer;
    }
    told(&fc, ctx.moment(), &headers).unwrap_or_else(|error| error.answer(&ctx))
}

fn told(fc: &FranceConnect, moment: &Moment, headers: &HeaderMap) -> Result<Answer, ApiError> {
    let grant = bearer::opened(fc, headers, moment.wall)?;
    let client = fc.client(&grant.request.client_id).ok_or(ApiError::TOKEN)?;
    let memory = fc.memory();
    let said = claims(&grant, moment.wall.as_second(), &client.entity, fc.issuer());
    let said = changed(said, |said| memory.mood.in_userinfo(said));
    if matches!(memory.mood.change, Change::UserinfoEndpoint(Trouble::Plain)) {
        return Ok(json(&said));
    }
    let signed = forgery::sign(&memory.keys, client.signing.algorithm(), &said, memory.mood.of_userinfo())?;
    Ok(typed("application/jwt; charset=utf-8", signed))
}

/// Her identity, as far as its claims were granted.
fn claims(grant: &Grant, now: i64, entity: &str, issuer: &str) -> Value {
    let mut said = json!({ "sub": subject(entity, &grant.identity.pivot()) });
    for name in grant.request.claims.iter().filter(|name| *name != "amr") {
        if let Some(value) = grant.identity.claim(name) {
            said[name] = value;
        }
    }
    for (name, value) in [("iss", json!(issuer)), ("aud", json!(grant.request.client_id)), ("iat", json!(now)), ("exp", json!(now + TOKEN))]
    {
        said[name] = value;
    }
    said
}
