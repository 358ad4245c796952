//! Who read what: the one thing that a GET writes.
//!
//! Everybody may ask who opened her file (GDPR art. 15), so a reading leaves a
//! line in the audit trail: one per agent, case and hour, whatever the number
//! of pages opened. It changes nothing of the case. A reading that cannot be
//! written down is not given.

use db::{InstanceTx, audit, idempotency};
use kernel::id::CaseId;
use web::{Ctx, Outcome};

/// The whose-key of a [`Reading`].
const SCOPE: &str = "case.read";

/// An agent reads a case.
pub(super) struct Reading {
    case: CaseId,
    key: String,
    is_noted: bool,
}

impl Reading {
    /// Looks, while the case is read, whether this hour's line is there.
    pub(super) async fn of(tx: &mut InstanceTx, ctx: &Ctx, case: CaseId) -> Outcome<Self> {
        let hour = ctx.moment().wall.as_second() / 3_600;
        let key = format!("{}:{case}:{hour}", ctx.agent()?.id);
        let is_noted = idempotency::recall(tx, SCOPE, &key, "").await?.is_some();
        Ok(Self { case, key, is_noted })
    }

    /// Writes the line that is missing. Called once all is gathered and the
    /// reading transaction is over, so that the write lasts as little as can be.
    pub(super) async fn note(self, ctx: &Ctx) -> Outcome<()> {
        if self.is_noted {
            return Ok(());
        }
        let (agent, moment) = (ctx.agent()?, ctx.moment());
        let mut tx = ctx.instance_write(ctx.instance()?).await?;
        match idempotency::remember(&mut tx, moment, SCOPE, &self.key, "", serde_json::Value::Null).await {
            // another page of hers, at the same instant, wrote it
            Err(db::DbError::Unique) => return Ok(()),
            kept => kept?,
        }
        let subject = format!("case/{}", self.case);
        let entry = audit::Entry { actor: agent.id.to_string(), action: "case.read", subject, detail: None };
        audit::record(&mut tx, moment, entry).await?;
        Ok(tx.commit().await?)
    }
}
