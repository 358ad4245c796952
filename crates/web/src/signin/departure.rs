//! People whose account was deleted: what our sites keep of them goes.

use db::{PlatformTx, Result};

use super::store;

/// Forgets the sessions of somebody, on every site.
pub async fn forget_person(tx: &mut PlatformTx, subject: &str) -> Result<()> {
    store::close_of_subject(tx, subject).await
}

/// How far a site has read the feed of deleted accounts.
pub async fn departures_read(tx: &mut PlatformTx, client: &str) -> Result<i64> {
    store::departures_read(tx, client).await
}

/// A site has read the feed that far.
pub async fn set_departures_read(tx: &mut PlatformTx, client: &str, position: i64) -> Result<()> {
    store::set_departures_read(tx, client, position).await
}
