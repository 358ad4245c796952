//! The messages received.

use axum::extract::State;
use http::StatusCode;
use web::{Answer, Failure};

use super::json;
use crate::Simulators;

/// Every message, oldest first.
pub(crate) async fn get(State(simulators): State<Simulators>) -> Result<Answer, Failure> {
    let messages = simulators.0.inbox.all();
    json(&messages.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

/// Forgets them all.
pub(crate) async fn clear(State(simulators): State<Simulators>) -> StatusCode {
    simulators.0.inbox.clear();
    StatusCode::NO_CONTENT
}
