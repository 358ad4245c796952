//! An organisation asks; the Métropole accepts, refuses, suspends.

use db::{DbError, IdentityTx, Result};
use kernel::{Moment, Personal, id::AccountId};
use serde_json::json;

use super::{letters::organisation_answered, record};
use crate::{
    Identity,
    flow::letters,
    model::partner::{Decision, OrganisationId, role::Roles},
    store::{
        accounts,
        partners::{
            members,
            organisations::{self, Organisation},
        },
        second_factors,
    },
};

/// What a person says of the organisation that she would connect.
pub(crate) struct Asked {
    pub name: String,
    pub siret: Option<String>,
    pub why: String,
    pub contact: Personal<String>,
}

/// Somebody asks for an organisation.
///
/// # Errors
/// [`DbError::Unique`] when she asked already and waits.
pub(crate) async fn ask(tx: &mut IdentityTx, moment: &Moment, account: AccountId, asked: Asked) -> Result<OrganisationId> {
    let organisation = Organisation {
        id: moment.id(),
        name: asked.name,
        siret: asked.siret,
        why: asked.why,
        contact: asked.contact,
        asked_by: Some(account),
        asked_at: moment.wall,
        decided_at: None,
        decision: None,
        decision_reason: None,
        suspended_at: None,
    };
    organisations::ask(tx, &organisation).await?;
    record(tx, moment, account, "identity.partner-organisation-asked", organisation.id, None).await?;
    Ok(organisation.id)
}

/// An operator accepts: whoever asked is its first developer; or refuses, with
/// a reason. She is told.
///
/// # Errors
/// [`DbError::Conflict`] when it was answered already.
pub(crate) async fn answer(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    operator: &str,
    organisation: &Organisation,
    refusal: Option<&str>,
) -> Result<()> {
    let decision = if refusal.is_some() { Decision::Refused } else { Decision::Accepted };
    if !organisations::decide(tx, organisation.id, (decision, refusal), moment.wall).await? {
        return Err(DbError::Conflict);
    }
    let detail = json!({ "decision": decision.as_str(), "reason": refusal });
    record(tx, moment, operator, "identity.partner-organisation-answered", organisation.id, Some(detail)).await?;
    let Some(account) = organisation.asked_by else { return Ok(()) };
    if decision == Decision::Accepted {
        members::set(tx, organisation.id, account, &Roles::parse("developer tester"), moment.wall).await?;
        second_factors::require_of(tx, account).await?;
    }
    let account = accounts::by_id(tx, account).await?;
    let letter = organisation_answered(identity, &account.email, &organisation.name, refusal);
    letters::post(identity, tx, moment, &letter).await
}

/// An operator suspends an organisation, with every service and every token at
/// once; or restores it.
///
/// # Errors
/// [`DbError::Conflict`] when it is not accepted.
pub(crate) async fn suspend(tx: &mut IdentityTx, moment: &Moment, operator: &str, id: OrganisationId, suspended: bool) -> Result<()> {
    if !organisations::set_suspended(tx, id, suspended.then_some(moment.wall)).await? {
        return Err(DbError::Conflict);
    }
    let action = if suspended { "identity.partner-organisation-suspended" } else { "identity.partner-organisation-restored" };
    record(tx, moment, operator, action, id, None).await
}
