//! Disconnecting a service, and connecting it again.

use db::{IdentityTx, Result, audit};
use kernel::Moment;

use crate::Identity;

/// Whether a service may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connection {
    /// It may.
    On,
    /// Nobody enters it, and what it holds is worth nothing.
    Off,
}

/// An operator connects or disconnects a service.
pub(crate) async fn connect(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    (client, connection): (&str, Connection),
    by: &str,
) -> Result<()> {
    identity.suspend_client(tx, moment, client, connection == Connection::Off).await?;
    let action = match connection {
        Connection::On => "identity.client-connected",
        Connection::Off => "identity.client-disconnected",
    };
    audit::record(tx, moment, audit::Entry { actor: by.to_owned(), action, subject: client.to_owned(), detail: None }).await
}
