//! Opening and closing an authority's spaces.

use axum::extract::{Path, State};
use db::{DbError, idempotency};
use web::{Answer, Ctx, Failure, Outcome, Posted, redirect};

use super::authority;
use crate::{Territory, close_surplus, open_instances, urls};

pub(super) async fn open(State(territory): State<Territory>, Path(slug): Path<String>, ctx: Ctx, posted: Posted) -> Outcome<Answer> {
    let directory = territory.directory();
    let authority = &authority::find(&directory, &slug)?.slug;
    if posted.key().is_empty() {
        return Err(Failure::invalid("Rechargez la page, puis recommencez."));
    }
    let scope = format!("open:{authority}");
    let mut tx = ctx.platform_read().await?;
    let known = idempotency::recall(&mut tx, &scope, posted.key(), authority.as_str()).await?;
    drop(tx);
    if known.is_none() {
        open_instances(&territory, authority, &ctx.actor().audit_name(), ctx.moment()).await?;
        remember(&ctx, &scope, posted.key(), authority.as_str()).await?;
    }
    Ok(redirect(&urls::authority(authority)))
}

pub(super) async fn close(State(territory): State<Territory>, Path(slug): Path<String>, ctx: Ctx, _: Posted) -> Outcome<Answer> {
    let directory = territory.directory();
    let authority = &authority::find(&directory, &slug)?.slug;
    close_surplus(&territory, authority, &ctx.actor().audit_name(), ctx.moment()).await?;
    Ok(redirect(&urls::authority(authority)))
}

/// Opening is the same done twice, so the key is kept after it: an opening
/// that was interrupted can be asked again with the same key.
async fn remember(ctx: &Ctx, scope: &str, key: &str, authority: &str) -> Result<(), Failure> {
    let mut tx = ctx.platform_write().await?;
    match idempotency::remember(&mut tx, ctx.moment(), scope, key, authority, serde_json::Value::Null).await {
        // sent twice at once: the other one kept it
        Err(DbError::Unique) => Ok(()),
        kept => {
            kept?;
            Ok(tx.commit().await?)
        }
    }
}
