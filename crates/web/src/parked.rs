//! Forms sent by somebody whose session had ended: what she typed is kept a
//! day, in this browser's name, until she has signed in again.
//!
//! Invariants: only a form that shows the proof of our own page is kept; never
//! a password, never a file; nobody reads it from another browser.

mod pages;
mod store;

use axum::{
    extract::{Path, Request},
    response::IntoResponse,
};
use kernel::{Problem, Timestamp, id::ParkedId};

pub(crate) use store::forget;

use crate::{Answer, Ctx, Failure, Html, Limit, Outcome, Posted, Site};

/// How long a form is kept, in seconds.
pub(crate) const KEPT: i64 = 24 * 3_600;
/// The most that is kept of one form, in bytes.
const LARGEST: usize = 200_000;
/// Somebody who is not signed in writes to the database: not without end.
const OFTEN: Limit = Limit { times: 60, seconds: 3_600 };

/// The path of a kept form, on each site that signs people in.
pub(crate) const PATH: &str = "/reprise/{id}";

/// Answers a writing request of somebody who must sign in first.
///
/// # Errors
/// When the form does not come from our own page, or cannot be read.
pub(crate) async fn refuse(ctx: &Ctx, request: Request, second_factor: bool) -> Result<Answer, Failure> {
    if !matches!(ctx.site(), Site::Portal | Site::Desk | Site::Console) {
        return Err(Problem::Forbidden.into());
    }
    // a part of a page, asked by a script: the form itself will come later
    let is_live = request.headers().contains_key(ui::FRAGMENT_HEADER);
    let posted = Posted::read(request, ctx, false).await?;
    let kept = if is_live { None } else { keep(ctx, &posted).await };
    let back_to = kept.map_or_else(|| "/".to_owned(), |id| PATH.replace("{id}", &id.to_string()));
    Ok(Html::new(pages::ended(&ctx.sign_in_url(&back_to, second_factor), kept.is_some())).into_response())
}

/// Keeps what was typed; nothing when it is too large, or cannot be kept now.
async fn keep(ctx: &Ctx, posted: &Posted) -> Option<ParkedId> {
    let size: usize = posted.values().iter().map(|(name, values)| name.len() + values.iter().map(String::len).sum::<usize>()).sum();
    if size > LARGEST || ctx.throttle("parked", &ctx.client().network(), OFTEN).is_err() {
        return None;
    }
    let kept = store::keep(ctx, posted).await;
    kept.inspect_err(|error| tracing::warn!(%error, "a form was not kept")).ok()
}

/// `GET /reprise/{id}`: what was kept, to be sent again.
pub(crate) async fn get(ctx: Ctx, Path(id): Path<String>) -> Outcome<Html> {
    let id: ParkedId = id.parse().map_err(|_| Failure::NOT_FOUND)?;
    let mut tx = ctx.platform_read().await?;
    let form = store::get(&mut tx, id, &ctx, oldest(ctx.moment().wall)).await?.ok_or_else(|| {
        Problem::Gone("Votre saisie n’est plus là. Nous la gardons un jour, pour l’appareil qui a servi à l’écrire.".to_owned())
    })?;
    Ok(pages::resume(&form, ctx.csrf()).into())
}

/// Forms kept before this time are kept no more.
pub(crate) fn oldest(wall: Timestamp) -> Timestamp {
    kernel::clock::from_micros(wall.as_microsecond() - KEPT * 1_000_000)
}
