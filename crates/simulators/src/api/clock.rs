//! Business time, told and moved.

use axum::{body::Bytes, extract::State};
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use web::{Answer, Failure};

use super::json;
use crate::Simulators;

/// Business time (RFC 3339).
#[derive(Serialize, Deserialize)]
struct Now {
    now: Timestamp,
}

/// What time it is.
pub(crate) async fn get(State(simulators): State<Simulators>) -> Result<Answer, Failure> {
    json(&Now { now: simulators.0.clock.now() })
}

/// Moves it, whatever type the body says to be.
pub(crate) async fn post(State(simulators): State<Simulators>, body: Bytes) -> Result<Answer, Failure> {
    let wanted: Now = serde_json::from_slice(&body).map_err(|_| Failure::invalid("Envoyez {\"now\": \"2027-07-14T09:00:00Z\"}."))?;
    if !simulators.move_clock(wanted.now) {
        return Err(Failure::invalid("L’année doit être entre 2000 et 2100."));
    }
    get(State(simulators)).await
}
