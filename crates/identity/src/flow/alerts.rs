//! Raises alerts, for the console and in the audit trail.

use db::{IdentityTx, Result, audit};
use kernel::{Moment, id::AccountId};
use serde_json::{Value, json};

use super::{attempts::Counted, visit::Visit};
pub(crate) use crate::store::alerts::AlertKind;
use crate::{model::throttle::Kind, store::alerts};

/// Who writes these lines of the trail.
const ACTOR: &str = "identity";

pub(crate) async fn raise(tx: &mut IdentityTx, moment: &Moment, kind: AlertKind, subject: &str, detail: Value) -> Result<()> {
    tracing::warn!(kind = kind.as_str(), subject, "identity alert");
    let entry = audit::Entry {
        actor: ACTOR.to_owned(),
        action: "identity.alert",
        subject: subject.to_owned(),
        detail: Some(json!({ "kind": kind.as_str() })),
    };
    audit::record(tx, moment, entry).await?;
    alerts::raise(tx, moment.id(), (kind, subject, detail), moment.wall).await
}

/// Raises what an attempt that was just counted reveals. `account` is the one
/// attacked, when there is one.
pub(crate) async fn watch(
    tx: &mut IdentityTx,
    moment: &Moment,
    counted: &Counted,
    account: Option<AccountId>,
    visit: &Visit,
) -> Result<()> {
    for (kind, key) in counted.alarming() {
        match kind {
            Kind::Account => {
                let detail = json!({ "account": account.map(|id| id.to_string()) });
                raise(tx, moment, AlertKind::AccountAttacked, key, detail).await?;
            }
            Kind::Address => raise(tx, moment, AlertKind::NetworkGuesses, key, json!({ "network": visit.network })).await?,
            Kind::Code | Kind::Client | Kind::Letter | Kind::Look | Kind::KnownBrowser => {}
        }
    }
    Ok(())
}
