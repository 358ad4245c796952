//! The gateway for text messages.

use axum::{body::Bytes, extract::State};
use http::{HeaderMap, StatusCode};
use web::{Answer, Failure};

use super::json;
use crate::Simulators;

/// Every message that arrived, oldest first.
pub(crate) async fn get(State(simulators): State<Simulators>) -> Result<Answer, Failure> {
    json(&simulators.0.phones.all())
}

/// Receives a message.
pub(crate) async fn post(State(simulators): State<Simulators>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    match serde_json::from_slice(&body) {
        Ok(sms) => {
            simulators.0.phones.receive(simulators.0.clock.now(), key, sms);
            StatusCode::ACCEPTED
        }
        Err(_) => StatusCode::BAD_REQUEST,
    }
}
