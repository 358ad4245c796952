//! What the counter sends to the software of a town hall.

use std::time::Duration;

use axum::{body::Bytes, extract::State, response::IntoResponse};
use http::{HeaderMap, StatusCode, header};
use serde_json::json;
use web::{Answer, Failure};

use super::json;
use crate::{
    Simulators,
    town::{Mood, Received},
};

/// Longer than anybody waits.
const TOO_LONG: Duration = Duration::from_secs(60);

/// The calls received, oldest first: their idempotency key, the number of the request, that of the file.
pub(crate) async fn get(State(simulators): State<Simulators>) -> Result<Answer, Failure> {
    let told = |call: Received| json!({ "key": call.key, "reference": call.reference, "file": call.number });
    json(&simulators.0.town.received().into_iter().map(told).collect::<Vec<_>>())
}

/// Opens a file, or does what it was told to do instead.
pub(crate) async fn post(State(simulators): State<Simulators>, headers: HeaderMap, _: Bytes) -> Result<Answer, Failure> {
    let town = &simulators.0.town;
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let number = town.receive(simulators.0.clock.now(), text("idempotency-key"), text("guichet-reference"));
    let document = |status: StatusCode, body: serde_json::Value| Ok((status, json(&body)?).into_response());
    match town.mood() {
        Mood::Works => document(StatusCode::OK, json!({ "dossier": { "numero": number } })),
        Mood::Refuses => document(StatusCode::UNPROCESSABLE_ENTITY, json!({ "erreur": "adresse inconnue" })),
        Mood::Fails => document(StatusCode::SERVICE_UNAVAILABLE, json!({ "erreur": "maintenance" })),
        Mood::Strange => document(StatusCode::OK, json!({ "bonjour": true })),
        Mood::Garbled => Ok(([(header::CONTENT_TYPE, "text/html")], "<html>Bienvenue").into_response()),
        Mood::Slow => {
            tokio::time::sleep(TOO_LONG).await;
            document(StatusCode::OK, json!({ "dossier": { "numero": number } }))
        }
    }
}
