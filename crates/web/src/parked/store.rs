//! The rows of kept forms.

use std::collections::BTreeMap;

use db::{Keyring, PlatformTx, Result, args, record};
use kernel::{Personal, Timestamp, id::ParkedId};

use crate::{Ctx, Posted};

/// A form kept.
pub(super) struct ParkedForm {
    pub path: String,
    pub fields: Personal<BTreeMap<String, Vec<String>>>,
}

record! {
    /// The same in its row, sealed: nobody can tell which of its fields are sensitive.
    struct Sealed {
        path: String,
        fields: serde_json::Value,
    }
}

/// Kept a day, under a key that follows from the deployment's secret.
fn keys(ctx: &Ctx) -> Keyring {
    Keyring::new([("day".to_owned(), ctx.shared().secret.derive("parked forms"))])
}

fn place(id: ParkedId) -> String {
    format!("parked/{id}")
}

/// Keeps a form; its key too, so that it still creates once.
pub(super) async fn keep(ctx: &Ctx, posted: &Posted) -> Result<ParkedId> {
    let mut fields: BTreeMap<&str, Vec<&str>> =
        posted.without_passwords().map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect())).collect();
    if !posted.key().is_empty() {
        fields.insert(ui::KEY_FIELD, vec![posted.key()]);
    }
    let id: ParkedId = ctx.moment().id();
    // invariant: maps of texts always serialise
    let plain = serde_json::to_vec(&fields).unwrap_or_default();
    let sealed = keys(ctx).seal(&place(id), &plain, &*ctx.moment().rng)?;
    let mut tx = ctx.databases().platform_write().await?;
    tx.execute(
        "INSERT INTO parked_forms (id, site, visitor, path, fields, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, ctx.site().name(), ctx.visitor(), ctx.here(), serde_json::Value::from(sealed), ctx.moment().wall],
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// A form of this browser on this site, kept since `oldest`.
pub(super) async fn get(tx: &mut PlatformTx, id: ParkedId, ctx: &Ctx, oldest: Timestamp) -> Result<Option<ParkedForm>> {
    let found: Option<Sealed> = tx
        .optional(
            "SELECT path, fields FROM parked_forms WHERE id = $1 AND site = $2 AND visitor = $3 AND created_at > $4",
            args![id, ctx.site().name(), ctx.visitor(), oldest],
        )
        .await?;
    // one kept in clear, before forms were sealed, is not shown again: it lasts a day
    let Some((path, sealed)) = found.as_ref().and_then(|form| Some((form.path.clone(), form.fields.as_str()?))) else { return Ok(None) };
    let fields = serde_json::from_slice(&keys(ctx).open(&place(id), sealed)?);
    let fields = fields.map_err(|_| db::DbError::Other("a kept form is no form".to_owned()))?;
    Ok(Some(ParkedForm { path, fields: Personal::new(fields) }))
}

/// Forgets the forms of a browser: its next user is perhaps somebody else.
pub(crate) async fn forget(tx: &mut PlatformTx, ctx: &Ctx) -> Result<()> {
    tx.execute("DELETE FROM parked_forms WHERE site = $1 AND visitor = $2", args![ctx.site().name(), ctx.visitor()]).await.map(drop)
}
