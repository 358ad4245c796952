//! Watches over the clients: one that is refused again and again raises an
//! alert by itself, and one that goes on, the proposal to suspend it. Nobody
//! is suspended without an operator: whoever knows a client's name can have
//! calls refused in it.

use db::{IdentityTx, Result};
use kernel::{Moment, Timestamp};
use serde_json::json;

use super::alerts::{self, AlertKind};
use crate::{
    model::{
        client_health::{self, Health},
        partner::stage::Stage,
    },
    store::{alerts as kept, client_errors, clients},
};

/// Judges a client that was just refused.
pub(crate) async fn watch(tx: &mut IdentityTx, moment: &Moment, client: &str) -> Result<()> {
    let since = client_health::since(moment.wall);
    let refused = client_errors::telling(tx, client, since).await?;
    for (kind, least) in [(AlertKind::ClientFailing, Health::Failing), (AlertKind::ClientPersists, Health::Persists)] {
        if fares(tx, (kind, client), &refused, moment.wall).await? >= least && is_for(tx, kind, client).await? {
            alerts::raise(tx, moment, kind, client, json!({ "client": client })).await?;
        }
    }
    Ok(())
}

/// Whether an alert of this kind is for this client. A service on trial is refused
/// while it is written, which is no news; a site of ours that fails is mended,
/// and nobody is asked whether to suspend it.
async fn is_for(tx: &mut IdentityTx, kind: AlertKind, client: &str) -> Result<bool> {
    let client = clients::by_id(tx, client).await?;
    Ok(client.is_some_and(|client| client.stage == Stage::Production && (kind != AlertKind::ClientPersists || !client.is_ours)))
}

/// How it fares since somebody dealt with an alert of this kind.
async fn fares(tx: &mut IdentityTx, (kind, client): (AlertKind, &str), refused: &[Timestamp], wall: Timestamp) -> Result<Health> {
    let closed_at = kept::last_closed(tx, kind, client).await?;
    Ok(client_health::judge(&client_health::unsettled(refused, closed_at), wall))
}
