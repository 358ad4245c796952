//! Making the demonstration's data, once: instances, people, requests. Interrupted, it goes on where it was.

use std::collections::BTreeSet;

use cases::NewAgent;
use db::{InstanceKey, Stage};
use identity::{NewAccount, NewClient, Scope};
use kernel::{Moment, Personal, Slug, values::Email};
use territory::{Territory, directory::Offer};
use web::{Failure, Right, Sites};

use super::{
    Place, lists,
    people::{PASSWORD, PEOPLE, Role, Someone},
    telling::{CLIENT, CLIENT_BACKCHANNEL, CLIENT_HOME, CLIENT_REDIRECT},
};
use crate::{
    app::{App, SECTOR},
    parts::Parts,
    starter::told,
};

/// Makes what is missing.
///
/// # Errors
/// A sentence for whoever typed the command.
pub async fn make(app: &App, sites: &Sites, place: &Place) -> Result<(), String> {
    let moment = app.moment();
    let parts = &app.parts;
    let is_new = parts.territory.directory().instances().is_empty();
    if is_new && !place.is_quiet {
        crate::commands::warn("Making the demonstration: instances, people, requests…");
    }
    spaces(parts, &moment).await?;
    if is_new {
        // what the instances offer reaches the catalogue before the first visitor
        app.runner.drain().await.map_err(|error| error.to_string())?;
    }
    if is_new {
        lists_of_communes(parts, &moment).await.map_err(told)?;
    }
    people(parts, &moment).await?;
    outside_client(parts, &moment).await.map_err(told)?;
    parts.territory.refresh().await.map_err(|error| error.to_string())?;
    if is_new {
        super::pack::make(parts, &moment).await.map_err(told)?;
        super::connected::make(parts, sites, &moment).await.map_err(told)?;
        // their receipts and e-mails are made while the first pages are read
        let busy: Vec<Slug> =
            PEOPLE.iter().filter_map(|someone| someone.instance()?.parse().ok()).collect::<BTreeSet<_>>().into_iter().collect();
        let filed = parts.cases.file_samples(&moment, place.cases, &busy).await.map_err(told)?;
        tracing::info!(filed, "invented requests");
    }
    parts.catalogue.reload().await.map_err(|error| error.to_string())
}

async fn spaces(parts: &Parts, moment: &Moment) -> Result<(), String> {
    for authority in waiting(&parts.territory) {
        territory::open_instances(&parts.territory, &authority, "demo", moment).await.map_err(told)?;
    }
    Ok(())
}

async fn lists_of_communes(parts: &Parts, moment: &Moment) -> Result<(), Failure> {
    let directory = parts.territory.directory();
    let metropole = &directory.metropole().slug;
    for (rank, instance) in directory.instances().iter().map(|instance| instance.key()).enumerate() {
        if instance.authority != *metropole {
            let mut tx = parts.databases.instance_write(&instance).await?;
            lists::make(&parts.records, &mut tx, moment, &instance, rank / 2).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// The authorities whose offer gives them a space that is not open yet.
fn waiting(territory: &Territory) -> Vec<Slug> {
    let directory = territory.directory();
    let has_space = |authority: &&territory::Authority| {
        authority.slug == directory.metropole().slug || matches!(authority.offer, Some(Offer::Partner | Offer::Subscriber))
    };
    directory
        .authorities()
        .filter(has_space)
        .filter(|authority| !directory.is_open(&InstanceKey::production(authority.slug.clone())))
        .map(|authority| authority.slug.clone())
        .collect()
}

async fn people(parts: &Parts, moment: &Moment) -> Result<(), String> {
    for someone in PEOPLE {
        let subject = account(parts, moment, someone).await.map_err(told)?;
        let name = format!("{} {}", someone.given_name, someone.family_name);
        match someone.role {
            Role::Citizen => {}
            Role::Partner => super::partner::make(parts, moment, someone).await.map_err(told)?,
            Role::Agent(authority, teams, administers) => {
                agent(parts, moment, someone, &subject, &name, (authority, teams, administers)).await.map_err(told)?;
            }
            Role::Operator => {
                let mut tx = parts.databases.platform_write().await.map_err(|error| error.to_string())?;
                let operator = territory::store::operators::Operator { subject, name: Personal::new(name) };
                territory::store::operators::add(&mut tx, moment, operator).await.map_err(|error| error.to_string())?;
                tx.commit().await.map_err(|error| error.to_string())?;
            }
        }
    }
    Ok(())
}

/// Makes an account if there is none; her identifier on our sites.
async fn account(parts: &Parts, moment: &Moment, someone: &Someone) -> Result<String, Failure> {
    let mut tx = parts.databases.identity_read().await?;
    let email = Email::parse(someone.email).ok_or_else(|| Failure::fault("an address of the demonstration cannot be written to"))?;
    if let Some(subject) = parts.identity.subject_for(&mut tx, &email, SECTOR).await? {
        return Ok(subject);
    }
    drop(tx);
    let password = parts.identity.hash_password(Personal::new(PASSWORD.to_owned()), &*moment.rng).await?;
    let new = NewAccount {
        email: email.clone(),
        password,
        given_name: Personal::new(someone.given_name.to_owned()),
        family_name: Personal::new(someone.family_name.to_owned()),
        totp_secret: someone.totp_secret.map(|secret| Personal::new(secret.to_owned())),
        confirmed: true,
    };
    let mut tx = parts.databases.identity_write().await?;
    parts.identity.create_account(&mut tx, moment, new).await?;
    if !matches!(someone.role, Role::Citizen) {
        parts.identity.require_second_factor(&mut tx, &email, true).await?;
    }
    let subject = parts.identity.subject_for(&mut tx, &email, SECTOR).await?;
    tx.commit().await?;
    subject.ok_or_else(|| Failure::fault("an account just made cannot be found"))
}

/// A service of somebody else, for whoever tries to connect one. It would like
/// more than it needs, so that there is something to refuse.
async fn outside_client(parts: &Parts, moment: &Moment) -> Result<(), Failure> {
    let new = NewClient {
        id: Some(CLIENT.0.to_owned()),
        secret: Some(CLIENT.1.to_owned()),
        redirect_uris: vec![CLIENT_REDIRECT.to_owned()],
        post_logout_uris: vec![CLIENT_HOME.to_owned(), CLIENT_REDIRECT.to_owned()],
        backchannel_uri: Some(CLIENT_BACKCHANNEL.to_owned()),
        scopes: vec![Scope::OpenId, Scope::Profile, Scope::Email, Scope::Phone, Scope::Birthdate],
        ..NewClient::confidential("Bibliothèque de démonstration")
    };
    let mut tx = parts.databases.identity_write().await?;
    parts.identity.put_client(&mut tx, moment, new).await?;
    Ok(tx.commit().await?)
}

async fn agent(
    parts: &Parts,
    moment: &Moment,
    someone: &Someone,
    subject: &str,
    name: &str,
    (authority, teams, administers): (&str, &[&str], bool),
) -> Result<(), Failure> {
    let authority: Slug = authority.parse().map_err(|_| Failure::fault("an authority's name is not a slug"))?;
    let mut rights = vec![Right::Process];
    if administers {
        rights.extend([Right::SeeAll, Right::Administer]);
    }
    let teams: Vec<Slug> = teams.iter().filter_map(|team| team.parse().ok()).collect();
    for stage in [Stage::Production, Stage::Test] {
        let instance = InstanceKey { authority: authority.clone(), stage };
        if parts.territory.directory().is_open(&instance) {
            let new = NewAgent { id: moment.id(), subject, name, email: someone.email, rights: &rights, at: moment.now };
            parts.cases.add_agent(moment, &instance, new, &teams).await?;
        }
    }
    Ok(())
}
