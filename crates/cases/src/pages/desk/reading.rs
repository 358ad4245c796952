//! Who read what: the one thing that a GET writes.
//!
//! Everybody may ask who opened her file (GDPR art. 15), so a reading leaves a
//! line in the audit trail: one per agent, case and hour, whatever the number
//! of pages opened. It changes nothing of the case. A reading that cannot be
//! written down is not given.

use db::{audit, idempotency};
use kernel::id::CaseId;
use web::{Ctx, Outcome};

/// The whose-key of [`note_reading`].
const SCOPE: &str = "case.read";

/// Writes down that this agent read this case. Called once all is gathered, so
/// that the write lasts as little as can be.
pub(super) async fn note_reading(ctx: &Ctx, case: CaseId) -> Outcome<()> {
    let (agent, instance, moment) = (ctx.agent()?, ctx.instance()?, ctx.moment());
    let hour = moment.wall.as_second() / 3_600;
    let key = format!("{}:{case}:{hour}", agent.id);
    let known = idempotency::recall(&mut *ctx.instance_read(instance).await?, SCOPE, &key, "").await?;
    if known.is_some() {
        return Ok(());
    }
    let mut tx = ctx.instance_write(instance).await?;
    match idempotency::remember(&mut tx, moment, SCOPE, &key, "", serde_json::Value::Null).await {
        // another page of hers, at the same instant, wrote it
        Err(db::DbError::Unique) => return Ok(()),
        kept => kept?,
    }
    let entry = audit::Entry { actor: agent.id.to_string(), action: "case.read", subject: format!("case/{case}"), detail: None };
    audit::record(&mut tx, moment, entry).await?;
    Ok(tx.commit().await?)
}
