//! A citizen opens a file of her case.

use axum::{
    extract::{Path, State},
    response::Response,
};
use web::{Ctx, Failure};

use super::{
    Params,
    download::{Stored, download},
    param,
    seen_case::SeenCase,
    stop::Stop,
};
use crate::{Cases, examination::may_be_read, store};

pub(super) async fn get(State(cases): State<Cases>, ctx: Ctx, Path(params): Params) -> Result<Response, Stop> {
    let seen = SeenCase::find(&cases, &ctx, &params).await?;
    let mut tx = ctx.instance_read(&seen.instance).await?;
    let file = store::attachments::of_case_by_id(&mut tx, seen.row.id, param(&params, "attachment")?).await?;
    drop(tx);
    let file = file.filter(|file| file.visible).ok_or(Failure::NOT_FOUND)?;
    may_be_read(file.verdict)?;
    let stored = Stored { hash: &file.hash, name: file.name.expose(), media_type: &file.media_type, size: file.size };
    Ok(download(&cases, &seen.instance, stored).await?)
}
