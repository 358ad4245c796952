//! What developers would have live, and what the Métropole answered.

use db::{Doc, IdentityTx, Result, args, record};
use kernel::{Id, Timestamp, id::AccountId};

use crate::model::partner::{Decision, OrganisationId, declaration::Declaration};

/// A proposal's identifier.
pub(crate) enum ProposalKind {}
pub(crate) type ProposalId = Id<ProposalKind>;

db::text_enum! {
    /// What a proposal would do.
    pub(crate) enum Kind {
        /// A service goes live.
        New = "new",
        /// A live service changes.
        Change = "change",
    }
}

record! {
    /// A proposal.
    #[derive(Debug, Clone)]
    pub(crate) struct Proposal {
        pub id: ProposalId,
        /// The service on trial that it comes from.
        pub client_id: String,
        pub organisation_id: OrganisationId,
        pub declared: Doc<Declaration>,
        pub kind: Kind,
        pub asked_by: Option<AccountId>,
        pub asked_at: Timestamp,
        pub decided_at: Option<Timestamp>,
        pub decision: Option<Decision>,
        pub reason: Option<String>,
    }
}

/// The columns of a proposal, then the rest of a query.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.client_id, p.organisation_id, p.declared, p.kind, p.asked_by, p.asked_at, p.decided_at, p.decision, p.reason \
             FROM proposals p ",
            $rest
        )
    };
}

/// Keeps a proposal.
///
/// # Errors
/// [`db::DbError::Unique`] when another of the same service waits.
pub(crate) async fn add(tx: &mut IdentityTx, proposal: &Proposal) -> Result<()> {
    tx.execute(
        "INSERT INTO proposals (id, client_id, organisation_id, declared, kind, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            proposal.id,
            proposal.client_id.as_str(),
            proposal.organisation_id,
            Doc(&proposal.declared.0),
            proposal.kind,
            proposal.asked_by,
            proposal.asked_at
        ],
    )
    .await
    .map(drop)
}

pub(crate) async fn by_id(tx: &mut IdentityTx, id: ProposalId) -> Result<Option<Proposal>> {
    tx.optional(select!("WHERE p.id = $1"), args![id]).await
}

/// The last proposal of a service on trial.
pub(crate) async fn last_of(tx: &mut IdentityTx, client: &str) -> Result<Option<Proposal>> {
    tx.optional(select!("WHERE p.client_id = $1 ORDER BY p.asked_at DESC, p.id DESC LIMIT 1"), args![client]).await
}

/// Those that wait for an answer, the oldest first.
pub(crate) async fn waiting(tx: &mut IdentityTx) -> Result<Vec<Proposal>> {
    tx.all(select!("WHERE p.decision IS NULL ORDER BY p.asked_at, p.id"), args![]).await
}

/// Answers, in the name of an operator. False when it was answered already.
pub(crate) async fn decide(
    tx: &mut IdentityTx,
    id: ProposalId,
    operator: &str,
    (decision, reason): (Decision, Option<&str>),
    wall: Timestamp,
) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE proposals SET decision = $2, reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1 AND decision IS NULL",
            args![id, decision, reason, operator, wall],
        )
        .await?;
    Ok(touched == 1)
}

/// Takes back what waits for an answer. False when nothing does.
pub(crate) async fn take_back(tx: &mut IdentityTx, client: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM proposals WHERE client_id = $1 AND decision IS NULL", args![client]).await? == 1)
}
