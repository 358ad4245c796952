//! The style sheet of an authority.

use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use http::{HeaderValue, header};
use web::{Answer, Failure, Outcome};

use crate::Territory;

/// A sheet asked for under an old name (a page rendered by another replica
/// before or after a change) is answered with the present one, not to be kept.
pub(super) async fn get(State(territory): State<Territory>, Path(file): Path<String>) -> Outcome<Answer> {
    let directory = territory.directory();
    let (sheet, is_present) = directory.sheet(&file).ok_or(Failure::NOT_FOUND)?;
    let mut answer = sheet.css.clone().into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    if is_present {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    Ok(answer)
}
