//! The services of organisations: clients, as their developers and operators see them.

use db::{Doc, IdentityTx, Result, args, record};

use crate::{
    model::{
        client::Client,
        partner::{OrganisationId, declaration::Declaration},
    },
    store::clients,
};

/// The services of an organisation, those on trial first.
pub(crate) async fn of_organisation(tx: &mut IdentityTx, organisation: OrganisationId) -> Result<Vec<Client>> {
    tx.all(clients::select!("WHERE c.organisation_id = $1 ORDER BY c.stage, c.name, c.id"), args![organisation]).await
}

/// The live service that came from one on trial.
pub(crate) async fn live_of(tx: &mut IdentityTx, integration: &str) -> Result<Option<Client>> {
    tx.optional(clients::select!("WHERE c.integration_id = $1"), args![integration]).await
}

/// Writes what a service declares.
pub(crate) async fn set_declared(tx: &mut IdentityTx, id: &str, declared: &Declaration) -> Result<()> {
    tx.execute(
        "UPDATE clients SET name = $2, purpose = $3, login_uri = $4, redirect_uris = $5, post_logout_uris = $6, backchannel_uri = $7, \
         events_uri = $8, needs = $9, keeps_for = $10, protocol = $11, scopes = $12 WHERE id = $1",
        args![
            id,
            declared.name.as_str(),
            declared.purpose.as_str(),
            declared.login_uri.as_deref(),
            Doc(&declared.redirect_uris),
            Doc(&declared.post_logout_uris),
            declared.backchannel_uri.as_deref(),
            declared.events_uri.as_deref(),
            Doc(&declared.needs),
            declared.keeps_for.as_str(),
            Doc(&declared.protocol),
            declared.scopes()
        ],
    )
    .await
    .map(drop)
}

/// Whether somebody of its organisation ever signed in to a service.
pub(crate) async fn was_entered(tx: &mut IdentityTx, id: &str, organisation: OrganisationId) -> Result<bool> {
    let count: i64 = tx
        .value(
            "SELECT COUNT(*) AS value FROM members m JOIN grants g ON g.account_id = m.account_id AND g.client_id = $1 \
             WHERE m.organisation_id = $2",
            args![id, organisation],
        )
        .await?;
    Ok(count > 0)
}

record! {
    struct Events { events_uri: Option<String> }
}

/// Where a service is told of deleted accounts.
pub(crate) async fn events_uri(tx: &mut IdentityTx, id: &str) -> Result<Option<String>> {
    let found: Option<Events> = tx.optional("SELECT events_uri FROM clients WHERE id = $1", args![id]).await?;
    Ok(found.and_then(|row| row.events_uri))
}
