//! `/jwks`: the public keys.

use axum::extract::State;
use web::Answer;

use super::{super::FranceConnect, typed};

pub(in super::super) async fn get(State(fc): State<FranceConnect>) -> Answer {
    let keys = serde_json::to_string(&fc.memory().keys.published()).unwrap_or_default();
    typed("application/jwk-set+json; charset=utf-8", keys)
}
