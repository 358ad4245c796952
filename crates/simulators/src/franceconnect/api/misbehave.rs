//! `/misbehave`: programs choose how it behaves.

use axum::{body::Bytes, extract::State};
use serde::Deserialize;
use serde_json::json;
use web::{Answer, Failure};

use super::{
    super::{FranceConnect, moods},
    json,
};

#[derive(Deserialize)]
struct Wanted {
    mood: String,
}

/// How it behaves, and how it may.
pub(in super::super) async fn get(State(fc): State<FranceConnect>) -> Answer {
    json(&json!({ "mood": fc.mood().word, "moods": moods::all().map(|mood| mood.word).collect::<Vec<_>>() }))
}

/// Changes it, whatever type the body says to be.
pub(in super::super) async fn post(State(fc): State<FranceConnect>, body: Bytes) -> Result<Answer, Failure> {
    let wanted: Wanted = serde_json::from_slice(&body).map_err(|_| Failure::invalid("Envoyez {\"mood\": \"normal\"}."))?;
    match fc.behave(&wanted.mood) {
        Ok(true) => Ok(get(State(fc)).await),
        Ok(false) => Err(Failure::invalid("Ce comportement n’existe pas.")),
        Err(error) => Err(Failure::fault(error.to_string())),
    }
}
