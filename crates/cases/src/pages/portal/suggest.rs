//! Words searched in a list of the forms: communes, countries.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use http::header;
use serde::{Deserialize, Serialize};
use web::Failure;

use super::{Params, param};
use crate::Cases;

/// What is offered at once.
const MOST: usize = 8;

#[derive(Deserialize)]
pub(super) struct Options {
    q: Option<String>,
}

/// As the combobox reads it.
#[derive(Serialize)]
struct Suggestion<'a> {
    value: &'a str,
    label: &'a str,
}

pub(super) async fn get(State(cases): State<Cases>, Path(params): Params, Query(options): Query<Options>) -> Result<Response, Failure> {
    let list = cases.lookups().lists.get(&param::<String>(&params, "list")?).ok_or(Failure::NOT_FOUND)?;
    let words = options.q.unwrap_or_default();
    let found: Vec<_> = list.search(&words).take(MOST).map(|item| Suggestion { value: &item.id, label: &item.label }).collect();
    let body = serde_json::to_string(&found).map_err(|_| Failure::fault("suggestions do not serialise"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
