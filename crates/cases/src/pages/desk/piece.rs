//! A file of a case.

use axum::{
    body::Body,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header};
use serde::Deserialize;
use tokio::io::AsyncReadExt;
use web::{Answer, Ctx, Failure, Outcome};

use super::{found::Found, reading::Reading};
use crate::{
    Cases,
    examination::may_be_read,
    store::{self, attachments::Attachment},
};

/// What browsers show by themselves without running anything; all the rest is
/// downloaded. The web layer adds `nosniff` and a policy with `sandbox`.
const SHOWN: [&str; 3] = ["application/pdf", "image/png", "image/jpeg"];

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    telecharger: Option<String>,
}

pub(super) async fn get(
    State(cases): State<Cases>,
    Path((_, case, piece)): Path<(String, String, String)>,
    Query(asked): Query<Asked>,
    ctx: Ctx,
) -> Outcome<Answer> {
    let instance = ctx.instance()?;
    let piece = piece.parse().map_err(|_| Failure::NOT_FOUND)?;
    let mut tx = ctx.instance_read(instance).await?;
    let found = Found::to_look(&cases, &mut tx, &ctx, &case).await?;
    let file = store::attachments::of_case_by_id(&mut tx, found.row.id, piece).await?.ok_or(Failure::NOT_FOUND)?;
    may_be_read(file.verdict)?;
    let reading = Reading::of(&mut tx, &ctx, found.row.id).await?;
    drop(tx);
    let mut content = Vec::new();
    cases.blobs().open(instance, &file.hash).await?.read_to_end(&mut content).await.map_err(|error| Failure::fault(error.to_string()))?;
    reading.note(&ctx).await?;
    Ok(answer(&file, content, asked.telecharger.is_some()))
}

fn answer(file: &Attachment, content: Vec<u8>, download: bool) -> Response {
    let shown = SHOWN.contains(&file.media_type.as_str()) && !download;
    let kind = if SHOWN.contains(&file.media_type.as_str()) { file.media_type.as_str() } else { "application/octet-stream" };
    let how = if shown { "inline" } else { "attachment" };
    // RFC 6266 §4.3: the name in UTF-8, percent-encoded
    let disposition = format!("{how}; filename*=UTF-8''{}", web::posted::encode(file.name.expose()));
    let mut response = Body::from(content).into_response();
    for (name, value) in [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition.as_str())] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
