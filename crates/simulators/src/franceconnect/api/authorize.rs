//! `/authorize`: a client sends a person.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{RawQuery, State},
};
use http::HeaderMap;
use web::{Answer, Ctx, redirect};

use super::super::{
    FranceConnect,
    memory::{SESSION, Waiting},
    moods::Change,
    pages,
    request::{self, Refusal},
};

pub(in super::super) async fn get(State(fc): State<FranceConnect>, ctx: Ctx, headers: HeaderMap, RawQuery(query): RawQuery) -> Answer {
    let pairs = web::posted::decode(query.unwrap_or_default().as_bytes());
    let request = match request::check(&pairs, &fc.0.clients) {
        Ok(request) => request,
        Err(Refusal::Page(incident, detail)) => return pages::incident::at_the_door(incident, &detail),
        Err(Refusal::Client { back, error, description }) => return redirect(&back.with_error(fc.issuer(), error, &description)),
    };
    if matches!(fc.mood().change, Change::Unavailable) {
        return redirect(&request.back.with_error(fc.issuer(), "temporarily_unavailable", "authentication temporarily unavailable"));
    }
    let id = ctx.moment().token::<16>();
    let waiting = Waiting { request: Arc::new(request), visitor: ctx.visitor().to_owned() };
    fc.memory().waiting.put(id.clone(), waiting, ctx.moment().wall, SESSION);
    // whoever signed in a moment ago has nothing to choose
    match pages::session(&fc, &ctx, &headers) {
        Some(_) => redirect(&pages::go_on::url(&id)),
        None => redirect(&pages::sign_in::url(&id)),
    }
}

pub(in super::super) async fn post(body: Bytes) -> Answer {
    super::as_reading("/authorize", &body)
}
