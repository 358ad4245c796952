//! From trial to live: a developer proposes, the Métropole reviews.

use db::{DbError, Doc, IdentityTx, Result};
use kernel::{Moment, id::AccountId};
use serde_json::json;

use super::{letters::proposal_answered, record, services::create};
use crate::{
    Identity,
    flow::letters,
    model::partner::{Decision, declaration::Declaration, stage::Stage},
    store::{
        accounts,
        partners::{
            organisations::Organisation,
            proposals::{self, Kind, Proposal},
            services,
        },
    },
};

/// Proposes what a service on trial would be live.
///
/// # Errors
/// [`DbError::Unique`] when another proposal of it waits.
pub(crate) async fn propose(
    tx: &mut IdentityTx,
    moment: &Moment,
    account: AccountId,
    (organisation, client): (&Organisation, &str),
    declared: Declaration,
) -> Result<()> {
    let kind = if services::live_of(tx, client).await?.is_some() { Kind::Change } else { Kind::New };
    let proposal = Proposal {
        id: moment.id(),
        client_id: client.to_owned(),
        organisation_id: organisation.id,
        declared: Doc(declared),
        kind,
        asked_by: Some(account),
        asked_at: moment.wall,
        decided_at: None,
        decision: None,
        reason: None,
    };
    proposals::add(tx, &proposal).await?;
    let detail = json!({ "proposal": proposal.id.to_string(), "kind": kind.as_str() });
    record(tx, moment, account, "identity.partner-proposed", client, Some(detail)).await
}

/// Takes back what waits.
pub(crate) async fn take_back(tx: &mut IdentityTx, moment: &Moment, account: AccountId, client: &str) -> Result<()> {
    if proposals::take_back(tx, client).await? {
        record(tx, moment, account, "identity.partner-proposal-taken-back", client, None).await?;
    }
    Ok(())
}

/// An operator accepts: the service is live as declared; or refuses, with a
/// reason. Whoever asked is told.
///
/// # Errors
/// [`DbError::Conflict`] when it was answered already.
pub(crate) async fn answer(
    identity: &Identity,
    tx: &mut IdentityTx,
    moment: &Moment,
    operator: &str,
    (proposal, organisation): (&Proposal, &Organisation),
    refusal: Option<&str>,
) -> Result<()> {
    let decision = if refusal.is_some() { Decision::Refused } else { Decision::Accepted };
    if !proposals::decide(tx, proposal.id, operator, (decision, refusal), moment.wall).await? {
        return Err(DbError::Conflict);
    }
    let mut page = proposal.client_id.clone();
    if decision == Decision::Accepted {
        page = put_live(tx, moment, proposal, organisation).await?;
    }
    let detail = json!({ "proposal": proposal.id.to_string(), "decision": decision.as_str(), "reason": refusal, "service": page });
    record(tx, moment, operator, "identity.partner-proposal-answered", &proposal.client_id, Some(detail)).await?;
    let Some(account) = proposal.asked_by else { return Ok(()) };
    let account = accounts::by_id(tx, account).await?;
    let letter = proposal_answered(identity, &account.email, (&proposal.declared.0.name, &page), refusal);
    letters::post(identity, tx, moment, &letter).await
}

/// The live service becomes what was proposed; the first time, it is made,
/// without secret. Its identifier.
async fn put_live(tx: &mut IdentityTx, moment: &Moment, proposal: &Proposal, organisation: &Organisation) -> Result<String> {
    if let Some(live) = services::live_of(tx, &proposal.client_id).await? {
        services::set_declared(tx, &live.id, &proposal.declared.0).await?;
        return Ok(live.id);
    }
    let id = moment.token::<12>();
    create(tx, moment, (&id, Stage::Production, Some(&proposal.client_id)), organisation, &proposal.declared.0).await?;
    Ok(id)
}
