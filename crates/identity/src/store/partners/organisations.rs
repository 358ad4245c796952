//! Organisations: asked for, accepted or refused, suspended.

use db::{IdentityTx, Result, args, record};
use kernel::{Personal, Timestamp, id::AccountId};

use crate::model::partner::{Decision, OrganisationId};

record! {
    /// An organisation.
    #[derive(Debug, Clone)]
    pub(crate) struct Organisation {
        pub id: OrganisationId,
        pub name: String,
        pub siret: Option<String>,
        /// What it wants to connect, in its words.
        pub why: String,
        /// Who is written to about it.
        pub contact: Personal<String>,
        pub asked_by: Option<AccountId>,
        pub asked_at: Timestamp,
        pub decided_at: Option<Timestamp>,
        pub decision: Option<Decision>,
        pub decision_reason: Option<String>,
        pub suspended_at: Option<Timestamp>,
    }
}

/// The columns of an organisation, then the rest of a query.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.name, o.siret, o.why, o.contact, o.asked_by, o.asked_at, o.decided_at, o.decision, o.decision_reason, \
             o.suspended_at FROM organisations o ",
            $rest
        )
    };
}

/// Keeps what a person asks for.
///
/// # Errors
/// [`db::DbError::Unique`] when she asked already and waits.
pub(crate) async fn ask(tx: &mut IdentityTx, asked: &Organisation) -> Result<()> {
    tx.execute(
        "INSERT INTO organisations (id, name, siret, why, contact, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            asked.id,
            asked.name.as_str(),
            asked.siret.as_deref(),
            asked.why.as_str(),
            asked.contact.clone(),
            asked.asked_by,
            asked.asked_at
        ],
    )
    .await
    .map(drop)
}

pub(crate) async fn by_id(tx: &mut IdentityTx, id: OrganisationId) -> Result<Option<Organisation>> {
    tx.optional(select!("WHERE o.id = $1"), args![id]).await
}

/// Those of which a person is a member, by name.
pub(crate) async fn of_member(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Organisation>> {
    tx.all(select!("WHERE o.id IN (SELECT organisation_id FROM members WHERE account_id = $1) ORDER BY o.name, o.id"), args![account]).await
}

/// What a person asked for and did not get: it waits, or was refused. The latest first.
pub(crate) async fn asked_by(tx: &mut IdentityTx, account: AccountId) -> Result<Vec<Organisation>> {
    tx.all(
        select!("WHERE o.asked_by = $1 AND (o.decision IS NULL OR o.decision = 'refused') ORDER BY o.asked_at DESC, o.id"),
        args![account],
    )
    .await
}

/// Those that wait for an answer, the oldest first.
pub(crate) async fn waiting(tx: &mut IdentityTx) -> Result<Vec<Organisation>> {
    tx.all(select!("WHERE o.decision IS NULL ORDER BY o.asked_at, o.id"), args![]).await
}

/// Those that were accepted, by name.
pub(crate) async fn accepted(tx: &mut IdentityTx) -> Result<Vec<Organisation>> {
    tx.all(select!("WHERE o.decision = 'accepted' ORDER BY o.name, o.id"), args![]).await
}

/// Answers. False when it was answered already.
pub(crate) async fn decide(
    tx: &mut IdentityTx,
    id: OrganisationId,
    (decision, reason): (Decision, Option<&str>),
    wall: Timestamp,
) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE organisations SET decision = $2, decision_reason = $3, decided_at = $4 WHERE id = $1 AND decision IS NULL",
            args![id, decision, reason, wall],
        )
        .await?;
    Ok(touched == 1)
}

/// Suspends it with all its services, or restores it. False when it is not accepted.
pub(crate) async fn set_suspended(tx: &mut IdentityTx, id: OrganisationId, at: Option<Timestamp>) -> Result<bool> {
    let touched = tx.execute("UPDATE organisations SET suspended_at = $2 WHERE id = $1 AND decision = 'accepted'", args![id, at]).await?;
    Ok(touched == 1)
}

/// Holds it until the end of the transaction: its members change one change after the other.
pub(crate) async fn hold(tx: &mut IdentityTx, id: OrganisationId) -> Result<()> {
    tx.execute("UPDATE organisations SET name = name WHERE id = $1", args![id]).await.map(drop)
}
