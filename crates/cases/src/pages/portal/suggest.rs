//! Words searched in a list of the forms: communes, countries.

use axum::{
    Json,
    extract::{Path, Query, State},
};
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
pub(super) struct Suggestion {
    value: String,
    label: String,
}

pub(super) async fn get(
    State(cases): State<Cases>,
    Path(params): Params,
    Query(options): Query<Options>,
) -> Result<Json<Vec<Suggestion>>, Failure> {
    let list = cases.lookups().lists.get(&param::<String>(&params, "list")?).ok_or(Failure::NOT_FOUND)?;
    let words = options.q.unwrap_or_default();
    let found = list.search(&words).take(MOST);
    Ok(Json(found.map(|item| Suggestion { value: item.id.clone(), label: item.label.clone() }).collect()))
}
