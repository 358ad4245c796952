//! Answers that a client must survive.

use axum::response::IntoResponse;
use http::StatusCode;
use serde_json::json;
use web::Answer;

use super::{super::moods::Trouble, typed};

/// More than any client should read.
const HUGE: usize = 12_000_000;

/// The answer that an endpoint gives in place of its own, if it does.
pub(super) fn answer(trouble: Trouble) -> Option<Answer> {
    match trouble {
        Trouble::Fails => {
            let body = json!({ "error": "server_error", "error_description": "oops! something went wrong" });
            Some((StatusCode::INTERNAL_SERVER_ERROR, super::json(&body)).into_response())
        }
        Trouble::Huge => Some(super::json(&json!({ "padding": "a".repeat(HUGE) }))),
        Trouble::Page => Some(typed("text/html; charset=utf-8", "<!doctype html><title>Maintenance</title>".to_owned())),
        Trouble::Slow | Trouble::Plain => None,
    }
}
