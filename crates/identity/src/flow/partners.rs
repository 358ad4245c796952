//! What organisations that connect services do, and what the Métropole answers.

pub(crate) mod letters;
pub(crate) mod members;
pub(crate) mod organisations;
pub(crate) mod proposals;
pub(crate) mod secrets;
pub(crate) mod services;
pub(crate) mod support;

use db::{IdentityTx, Result, audit};
use kernel::Moment;
use serde_json::Value;

/// A line of the audit trail: who did what to which organisation or service.
async fn record(
    tx: &mut IdentityTx,
    moment: &Moment,
    actor: impl ToString,
    action: &'static str,
    subject: impl ToString,
    detail: Option<Value>,
) -> Result<()> {
    audit::record(tx, moment, audit::Entry { actor: actor.to_string(), action, subject: subject.to_string(), detail }).await
}
