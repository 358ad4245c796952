//! Who is of an organisation: invited, accepted, changed, gone.

use db::{IdentityTx, Result};
use kernel::{Moment, Personal, id::AccountId, values::Email};
use serde_json::json;
use web::cookie::digest;

use super::{letters::invited, record};
use crate::{
    Identity,
    flow::letters,
    model::{
        client::Client,
        life::{INVITATION, after},
        partner::{OrganisationId, role::Roles, stage::Stage},
    },
    store::{
        grants,
        partners::{
            invitations::{self, Invitation, InvitationId},
            members,
            organisations::{self, Organisation},
            services,
        },
        second_factors,
    },
};

/// Invites the owner of an address, whether she has an account or not.
pub(crate) async fn invite(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    by: &str,
    organisation: &Organisation,
    (email, roles): (&Email, Roles),
) -> Result<()> {
    let invitation = Invitation {
        id: moment.id(),
        organisation: organisation.id,
        organisation_name: organisation.name.clone(),
        email: Personal::new(email.as_str().to_owned()),
        roles,
        expires_at: after(moment.wall, INVITATION),
    };
    invitations::put(tx, &email.key(), &invitation).await?;
    let detail = json!({ "address": digest(&email.key()), "roles": invitation.roles.to_text() });
    record(tx, moment, by, "identity.partner-invited", organisation.id, Some(detail)).await?;
    let letter = invited(identity, &invitation.email, &organisation.name, &invitation.roles);
    letters::post(identity, tx, moment, &letter).await
}

/// She answers an invitation. False when somebody took it back meanwhile.
pub(crate) async fn answer(tx: &mut IdentityTx, moment: &Moment, account: AccountId, invitation: &Invitation, yes: bool) -> Result<bool> {
    let organisation = invitation.organisation;
    organisations::hold(tx, organisation).await?;
    if !invitations::remove(tx, organisation, invitation.id).await? {
        return Ok(false);
    }
    if yes {
        let roles = members::roles(tx, organisation, account).await?.and(&invitation.roles);
        members::set(tx, organisation, account, &roles, moment.wall).await?;
        second_factors::require_of(tx, account).await?;
    }
    let action = if yes { "identity.partner-joined" } else { "identity.partner-declined" };
    record(tx, moment, account, action, organisation, Some(json!({ "roles": invitation.roles.to_text() }))).await?;
    Ok(true)
}

/// Takes an invitation back.
pub(crate) async fn uninvite(
    tx: &mut IdentityTx,
    moment: &Moment,
    by: AccountId,
    organisation: OrganisationId,
    invitation: InvitationId,
) -> Result<()> {
    if invitations::remove(tx, organisation, invitation).await? {
        record(tx, moment, by, "identity.partner-uninvited", organisation, None).await?;
    }
    Ok(())
}

/// Gives a member these roles, or takes her out with none. False when nobody
/// would be left to be developer, or when she is no member: nothing is to be
/// committed then.
pub(crate) async fn set_roles(
    tx: &mut IdentityTx,
    moment: &Moment,
    by: AccountId,
    organisation: OrganisationId,
    (account, roles): (AccountId, &Roles),
) -> Result<bool> {
    organisations::hold(tx, organisation).await?;
    if members::roles(tx, organisation, account).await?.is_empty() {
        return Ok(false);
    }
    members::set(tx, organisation, account, roles, moment.wall).await?;
    if members::developers(tx, organisation).await? == 0 {
        return Ok(false);
    }
    if roles.is_empty() {
        forget_trials(tx, moment, organisation, account).await?;
    }
    let detail = json!({ "account": account.to_string(), "roles": roles.to_text() });
    record(tx, moment, by, "identity.partner-roles", organisation, Some(detail)).await?;
    Ok(true)
}

/// What services on trial hold of somebody who is a member no more is worth nothing.
async fn forget_trials(tx: &mut IdentityTx, moment: &Moment, organisation: OrganisationId, account: AccountId) -> Result<()> {
    for service in services::of_organisation(tx, organisation).await? {
        if service.stage == Stage::Integration {
            grants::revoke_all(tx, account, &service.id, moment.wall).await?;
        }
    }
    Ok(())
}

/// Whether a client serves this person: live, or on trial and she is of its organisation.
pub(crate) async fn is_welcome(tx: &mut IdentityTx, client: &Client, account: AccountId) -> Result<bool> {
    Ok(client.stage == Stage::Production || !members::roles_for(tx, &client.id, account).await?.is_empty())
}
