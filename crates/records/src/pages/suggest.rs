//! Words searched in a list, for the fields that suggest.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use http::header;
use serde::Deserialize;
use web::{Ctx, Failure, Outcome};

use crate::{Audience, Records};

/// What is offered at once.
const MOST: usize = 8;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
}

pub async fn get(
    State(records): State<Records>,
    Path((_, list)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    ctx: Ctx,
) -> Outcome<Response> {
    let lookups = records.lookups(ctx.instance()?, Audience::Agents).await?;
    let list = lookups.lists.get(&list).ok_or(Failure::NOT_FOUND)?;
    let found = list.search(&asked.q).take(MOST).map(|item| serde_json::json!({ "value": item.id, "label": item.label }));
    let body = serde_json::Value::from_iter(found).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
