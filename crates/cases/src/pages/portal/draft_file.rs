//! A citizen reads again a file of her draft.

use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::id::AttachmentId;
use web::{Ctx, Failure};

use super::{
    Params,
    download::{Stored, download},
    open_draft::OpenDraft,
    param,
    stop::Stop,
};
use crate::{Cases, examination::may_be_read};

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let open = OpenDraft::to_read(&cases, &ctx, &params).await?;
    let id: AttachmentId = param(&params, "file")?;
    let file = open.files.iter().find(|file| file.id == id).ok_or(Failure::NOT_FOUND)?;
    may_be_read(open.verdicts.get(&id).copied())?;
    let stored = Stored { hash: &file.hash, name: file.name.expose(), media_type: &file.media_type, size: file.size };
    Ok(download(&cases, &open.publisher, stored).await?)
}
