//! Raises alerts, for the console and in the audit trail.

use db::{IdentityTx, Result, audit};
use kernel::{Moment, id::AccountId};
use serde_json::{Value, json};

use super::{attempts::Counted, partners::services, visit::Visit};
pub(crate) use crate::store::alerts::AlertKind;
use crate::{
    Identity,
    model::throttle::Kind,
    store::alerts::{self, Alert},
};

/// Who writes these lines of the trail.
const ACTOR: &str = "identity";

/// Raises an alert, or counts it again while it is open: the trail has its beginning.
pub(crate) async fn raise(tx: &mut IdentityTx, moment: &Moment, kind: AlertKind, subject: &str, detail: Value) -> Result<()> {
    if !alerts::raise(tx, moment.id(), (kind, subject, detail), moment.wall).await? {
        return Ok(());
    }
    tracing::warn!(kind = kind.as_str(), subject, "identity alert");
    let entry = audit::Entry {
        actor: ACTOR.to_owned(),
        action: "identity.alert",
        subject: subject.to_owned(),
        detail: Some(json!({ "kind": kind.as_str() })),
    };
    audit::record(tx, moment, entry).await
}

/// What an operator answers to an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It is dealt with, or nothing is to be done.
    Close,
    /// Its service is suspended.
    Suspend,
}

/// An operator deals with an open alert. False when it was dealt with already.
pub(crate) async fn answer(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    (alert, answer): (&Alert, Answer),
    (by, note): (&str, &str),
) -> Result<bool> {
    if alerts::close(tx, (alert.kind, &alert.subject), (by, note), moment.wall).await? == 0 {
        return Ok(false);
    }
    let detail = Some(json!({ "kind": alert.kind.as_str(), "alert": alert.id.to_string() }));
    let entry = audit::Entry { actor: by.to_owned(), action: "identity.alert-closed", subject: alert.subject.clone(), detail };
    audit::record(tx, moment, entry).await?;
    if answer == Answer::Suspend {
        services::suspend(identity, tx, moment, by, &alert.subject, true).await?;
        // the milder alert about the same service has its answer too
        alerts::close(tx, (AlertKind::ClientFailing, &alert.subject), (by, note), moment.wall).await?;
    }
    Ok(true)
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
            Kind::Code | Kind::KnownCode | Kind::AnyCode | Kind::Client | Kind::Letter | Kind::Look | Kind::KnownBrowser => {}
        }
    }
    Ok(())
}
