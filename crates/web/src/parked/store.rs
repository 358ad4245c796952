//! The rows of kept forms.

use std::collections::BTreeMap;

use db::{Doc, PlatformTx, Result, args, record};
use kernel::{Personal, Timestamp, id::ParkedId};

use crate::{Ctx, Posted};

record! {
    /// A form kept.
    pub(super) struct ParkedForm {
        pub path: String,
        pub fields: Personal<Doc<BTreeMap<String, Vec<String>>>>,
    }
}

/// Keeps a form; its key too, so that it still creates once.
pub(super) async fn keep(ctx: &Ctx, posted: &Posted) -> Result<ParkedId> {
    let mut fields: BTreeMap<&str, Vec<&str>> =
        posted.without_passwords().map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect())).collect();
    if !posted.key().is_empty() {
        fields.insert(ui::KEY_FIELD, vec![posted.key()]);
    }
    let id: ParkedId = ctx.moment().id();
    let mut tx = ctx.databases().platform_write().await?;
    tx.execute(
        "INSERT INTO parked_forms (id, site, visitor, path, fields, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, ctx.site().name(), ctx.visitor(), ctx.here(), Doc(fields), ctx.moment().wall],
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// A form of this browser on this site, kept since `oldest`.
pub(super) async fn get(tx: &mut PlatformTx, id: ParkedId, ctx: &Ctx, oldest: Timestamp) -> Result<Option<ParkedForm>> {
    tx.optional(
        "SELECT path, fields FROM parked_forms WHERE id = $1 AND site = $2 AND visitor = $3 AND created_at > $4",
        args![id, ctx.site().name(), ctx.visitor(), oldest],
    )
    .await
}

/// Forgets the forms of a browser: its next user is perhaps somebody else.
pub(crate) async fn forget(tx: &mut PlatformTx, ctx: &Ctx) -> Result<()> {
    tx.execute("DELETE FROM parked_forms WHERE site = $1 AND visitor = $2", args![ctx.site().name(), ctx.visitor()]).await.map(drop)
}
