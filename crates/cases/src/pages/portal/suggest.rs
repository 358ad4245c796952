//! Words searched in a list of the forms: communes, countries, and the public
//! lists of an instance.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use db::InstanceKey;
use http::header;
use records::Audience;
use serde::{Deserialize, Serialize};
use web::Failure;

use super::{Params, param};
use crate::Cases;

/// What is offered at once.
const MOST: usize = 8;

#[derive(Deserialize)]
pub(super) struct Options {
    q: Option<String>,
    /// The identifier of what the items must depend on.
    dans: Option<String>,
}

/// As the combobox reads it.
#[derive(Serialize)]
struct Suggestion<'a> {
    value: &'a str,
    label: &'a str,
}

pub(super) async fn get(State(cases): State<Cases>, Path(params): Params, Query(options): Query<Options>) -> Result<Response, Failure> {
    let instance = params.get("instance").and_then(|text| InstanceKey::parse(text)).ok_or(Failure::NOT_FOUND)?;
    let name: String = param(&params, "list")?;
    let lists = match cases.records().base() {
        base if base.lists.contains_key(&name) => Arc::clone(base),
        _ => cases.records().lookups(&instance, Audience::Citizens).await?,
    };
    let list = lists.lists.get(&name).ok_or(Failure::NOT_FOUND)?;
    let words = options.q.as_deref().unwrap_or_default();
    let found: Vec<_> = list
        .search(words)
        .filter(|item| item.is_under(options.dans.as_deref()))
        .take(MOST)
        .map(|item| Suggestion { value: &item.id, label: &item.label })
        .collect();
    let body = serde_json::to_string(&found).map_err(|_| Failure::fault("suggestions do not serialise"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
