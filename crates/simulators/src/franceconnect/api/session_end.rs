//! `/session/end`: a client sends a person who signed out there.

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
};
use http::HeaderMap;
use web::{Answer, Ctx, answer::with_cookie, redirect};

use super::super::{
    Client, FranceConnect, incidents,
    pages::{self, COOKIE},
};

pub(in super::super) async fn get(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap, RawQuery(query): RawQuery) -> Answer {
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let value = |name: &str| pairs.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str());
    let Some(hint) = value("id_token_hint") else {
        return pages::incident::at_the_door(incidents::PARAMETER, "id_token_hint est absent ou vide.");
    };
    let Some(client) = hinted(&fc, hint) else {
        return pages::incident::at_the_door(incidents::PROTOCOL, "id_token_hint n’est pas un ID token d’ici. Il peut être périmé.");
    };
    let back = value("post_logout_redirect_uri");
    if back.is_some_and(|uri| !client.post_logout_uris.iter().any(|known| known == uri)) {
        return pages::incident::at_the_door(incidents::PROTOCOL, "post_logout_redirect_uri n’est pas inscrite.");
    }
    if let Some(token) = pages::cookie(&ctx, &headers) {
        fc.memory().sessions.take(&token, ctx.moment().wall);
    }
    let answer = match back {
        Some(uri) => redirect(&with_state(uri, value("state"))),
        None => pages::ended::page(),
    };
    with_cookie(answer, &ctx, COOKIE, "", Some(0))
}

pub(in super::super) async fn post(body: Bytes) -> Answer {
    super::as_reading("/session/end", &body)
}

/// The client that an ID token was for.
fn hinted<'a>(fc: &'a FranceConnect, token: &str) -> Option<&'a Client> {
    let claims = fc.memory().keys.read_hint(token, fc.issuer())?;
    fc.client(claims["aud"].as_str()?)
}

fn with_state(uri: &str, state: Option<&str>) -> String {
    let Some(state) = state else { return uri.to_owned() };
    let mark = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{mark}state={}", web::posted::encode(state))
}
