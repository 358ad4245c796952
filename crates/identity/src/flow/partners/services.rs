//! Services on trial: declared and changed by their developers, freely.

use db::{Doc, IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use serde_json::json;

use super::record;
use crate::{
    Identity, Profile,
    model::{
        client::Client,
        partner::{declaration::Declaration, stage::Stage},
    },
    store::{
        clients,
        partners::{organisations::Organisation, services},
    },
};

/// Declares a service on trial: its identifier.
pub(crate) async fn declare(
    tx: &mut IdentityTx,
    moment: &Moment,
    account: AccountId,
    organisation: &Organisation,
    declared: &Declaration,
) -> Result<String> {
    let id = moment.token::<12>();
    create(tx, moment, (&id, Stage::Integration, None), organisation, declared).await?;
    record(tx, moment, account, "identity.partner-service-declared", &id, Some(json!({ "organisation": organisation.id.to_string() })))
        .await?;
    Ok(id)
}

/// Changes a service on trial.
pub(crate) async fn change(tx: &mut IdentityTx, moment: &Moment, account: AccountId, id: &str, declared: &Declaration) -> Result<()> {
    services::set_declared(tx, id, declared).await?;
    record(tx, moment, account, "identity.partner-service-changed", id, None).await
}

/// Makes a client of a declaration: strict, asking people, without secret.
pub(super) async fn create(
    tx: &mut IdentityTx,
    moment: &Moment,
    (id, stage, integration): (&str, Stage, Option<&str>),
    organisation: &Organisation,
    declared: &Declaration,
) -> Result<()> {
    let client = Client {
        id: id.to_owned(),
        name: declared.name.clone(),
        profile: Profile::Strict,
        sector: id.to_owned(),
        redirect_uris: Doc(declared.redirect_uris.clone()),
        post_logout_uris: Doc(declared.post_logout_uris.clone()),
        backchannel_uri: declared.backchannel_uri.clone(),
        scopes: declared.scopes(),
        needs: Doc(declared.needs.clone()),
        keeps_for: declared.keeps_for.clone(),
        asks_consent: true,
        is_ours: false,
        protocol: Doc(declared.protocol.clone()),
        suspended_at: None,
        organisation_id: Some(organisation.id),
        stage,
        purpose: declared.purpose.clone(),
        login_uri: declared.login_uri.clone(),
        integration_id: integration.map(str::to_owned),
    };
    clients::create(tx, client, Some(organisation.contact.clone()), moment.wall).await?;
    services::set_declared(tx, id, declared).await
}

/// An operator disconnects a service, with every token it holds, or connects it again.
pub(crate) async fn suspend(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    operator: &str,
    client: &str,
    suspended: bool,
) -> Result<()> {
    identity.suspend_client(tx, moment, client, suspended).await?;
    let action = if suspended { "identity.partner-service-suspended" } else { "identity.partner-service-restored" };
    record(tx, moment, operator, action, client, None).await
}
