//! Resources, for the programs that test the product.

pub(crate) mod clock;
pub(crate) mod messages;
pub(crate) mod sms;
pub(crate) mod town;

use axum::response::IntoResponse;
use http::header;
use serde::Serialize;
use web::{Answer, Failure};

/// A JSON document.
fn json(value: &impl Serialize) -> Result<Answer, Failure> {
    let text = serde_json::to_string(value).map_err(|error| Failure::fault(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
