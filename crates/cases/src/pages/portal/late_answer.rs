//! `/api/reponses/{code}`: a program that was called answers later.

use axum::{
    body::Bytes,
    extract::{Path, State},
    response::IntoResponse,
};
use http::StatusCode;
use serde_json::{Map, Value as Json, json};
use web::{Answer, Ctx, Failure, Outcome};

use crate::{Cases, late::Told};

/// What such an answer may weigh.
pub(super) const WEIGHT: usize = 65_536;

/// The code is the proof: it was given in a call, to the program behind it.
pub(super) async fn post(State(cases): State<Cases>, Path(code): Path<String>, ctx: Ctx, body: Bytes) -> Outcome<Answer> {
    let teller = cases.teller(&code).ok_or(Failure::NOT_FOUND)?;
    let Ok(told) = serde_json::from_slice::<Map<String, Json>>(&body) else {
        return Ok(refused(StatusCode::BAD_REQUEST, "send a JSON object: the data of the téléservice by their names"));
    };
    Ok(match cases.told_later(ctx.moment(), &teller, &told).await? {
        Told::Kept => StatusCode::NO_CONTENT.into_response(),
        Told::Over => refused(StatusCode::CONFLICT, "this request is over"),
        Told::Unfit(names) => refused(StatusCode::UNPROCESSABLE_ENTITY, &format!("no such datum, or another type: {}", names.join(", "))),
    })
}

fn refused(status: StatusCode, why: &str) -> Answer {
    (status, axum::Json(json!({ "error": why }))).into_response()
}
