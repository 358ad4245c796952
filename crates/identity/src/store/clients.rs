//! Registered clients and their secrets.

use db::{Doc, IdentityTx, Result, args, record};
use kernel::{Personal, Timestamp};

use crate::model::{client::Client, sharing::Need};

/// The columns of a client, then the rest of a query. A suspended organisation
/// suspends each of its services: the rule is here, and acts on the next call.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.name, c.profile, c.sector, c.redirect_uris, c.post_logout_uris, c.backchannel_uri, c.scopes, c.needs, \
             c.keeps_for, c.asks_consent, c.is_ours, c.protocol, COALESCE(c.suspended_at, o.suspended_at) AS suspended_at, \
             c.organisation_id, c.stage, c.purpose, c.login_uri, c.integration_id \
             FROM clients c LEFT JOIN organisations o ON o.id = c.organisation_id ",
            $rest
        )
    };
}
pub(super) use select;

pub(crate) async fn by_id(tx: &mut IdentityTx, id: &str) -> Result<Option<Client>> {
    tx.optional(select!("WHERE c.id = $1"), args![id]).await
}

/// Registers a client; `contact` is who is written to about it.
///
/// # Errors
/// [`db::DbError::Unique`] when the identifier is taken.
pub(crate) async fn create(tx: &mut IdentityTx, client: Client, contact: Option<Personal<String>>, wall: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO clients (id, name, profile, sector, redirect_uris, post_logout_uris, backchannel_uri, scopes, needs, keeps_for, \
         asks_consent, is_ours, protocol, contact, suspended_at, created_at, organisation_id, stage, purpose, login_uri, integration_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        args![
            client.id,
            client.name,
            client.profile,
            client.sector,
            Doc(client.redirect_uris.0),
            Doc(client.post_logout_uris.0),
            client.backchannel_uri,
            client.scopes,
            Doc(client.needs.0),
            client.keeps_for,
            client.asks_consent,
            client.is_ours,
            Doc(client.protocol.0),
            contact,
            client.suspended_at,
            wall,
            client.organisation_id,
            client.stage,
            client.purpose,
            client.login_uri,
            client.integration_id
        ],
    )
    .await
    .map(drop)
}

/// Follows the addresses of a client that moved: a site of ours whose base URL changed.
pub(crate) async fn set_addresses(tx: &mut IdentityTx, client: &Client) -> Result<u64> {
    tx.execute(
        "UPDATE clients SET redirect_uris = $2, post_logout_uris = $3, backchannel_uri = $4 WHERE id = $1",
        args![&client.id, Doc(&client.redirect_uris.0), Doc(&client.post_logout_uris.0), client.backchannel_uri.as_deref()],
    )
    .await
}

/// Says what a client may ask to know.
pub(crate) async fn set_needs(tx: &mut IdentityTx, client: &str, needs: &[Need], keeps_for: &str) -> Result<u64> {
    tx.execute("UPDATE clients SET needs = $2, keeps_for = $3 WHERE id = $1", args![client, Doc(needs), keeps_for]).await
}

/// Adds a secret; those before it end at `overlap_ends`.
pub(crate) async fn add_secret(tx: &mut IdentityTx, client: &str, digest: &str, wall: Timestamp, overlap_ends: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE client_secrets SET expires_at = $2 WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > $2)",
        args![client, overlap_ends],
    )
    .await?;
    tx.execute("INSERT INTO client_secrets (digest, client_id, created_at) VALUES ($1, $2, $3)", args![digest, client, wall])
        .await
        .map(drop)
}

/// Cuts the old secrets now; how many there were.
pub(crate) async fn cut_old_secrets(tx: &mut IdentityTx, client: &str, wall: Timestamp) -> Result<u64> {
    tx.execute("UPDATE client_secrets SET expires_at = $2 WHERE client_id = $1 AND expires_at > $2", args![client, wall]).await
}

record! {
    /// A secret that counts.
    pub(crate) struct SecretState { pub created_at: Timestamp, pub expires_at: Option<Timestamp> }
}

/// The secrets of a client that count, the present one first.
pub(crate) async fn secret_states(tx: &mut IdentityTx, client: &str, wall: Timestamp) -> Result<Vec<SecretState>> {
    tx.all(
        "SELECT created_at, expires_at FROM client_secrets WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > $2) \
         ORDER BY created_at DESC, digest",
        args![client, wall],
    )
    .await
}

record! {
    struct Secret { digest: String }
}

/// The digests of the secrets that count.
pub(crate) async fn secrets(tx: &mut IdentityTx, client: &str, wall: Timestamp) -> Result<Vec<String>> {
    let rows: Vec<Secret> = tx
        .all("SELECT digest FROM client_secrets WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > $2)", args![client, wall])
        .await?;
    Ok(rows.into_iter().map(|row| row.digest).collect())
}

/// Disconnects a client, or connects it again.
pub(crate) async fn set_suspended(tx: &mut IdentityTx, client: &str, at: Option<Timestamp>) -> Result<u64> {
    tx.execute("UPDATE clients SET suspended_at = $2 WHERE id = $1", args![client, at]).await
}
