//! What could not be done on cases.

use db::{InstanceTx, Result, args, record};
use kernel::{Id, Moment, Personal, Timestamp, id::CaseId};

use crate::model::StopReason;

record! {
    /// Something that could not be done on a case, and waits for somebody.
    #[derive(Debug, Clone)]
    pub struct Stop {
        /// Its identifier.
        pub id: Id<Stop>,
        /// Since when.
        pub at: Timestamp,
        /// Why, in a word.
        pub reason: StopReason,
        /// What could not be done, as agents read it.
        pub what: String,
        /// Why, in a sentence.
        pub why: String,
        /// What it takes to do it again: what the case says is in it.
        pub undone: Personal<serde_json::Value>,
    }
}

/// A stop to keep.
pub struct NewStop<'a> {
    pub reason: StopReason,
    pub what: &'a str,
    pub why: &'a str,
    pub undone: serde_json::Value,
}

pub async fn add(tx: &mut InstanceTx, moment: &Moment, case: CaseId, new: NewStop<'_>) -> Result<()> {
    tx.execute(
        "INSERT INTO stops (id, case_id, at, reason, what, why, undone) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![moment.id::<Stop>(), case, moment.now, new.reason, new.what, new.why, new.undone],
    )
    .await?;
    mark(tx, case).await
}

/// What waits on a case, oldest first.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<Stop>> {
    let sql = "SELECT id, at, reason, what, why, undone FROM stops WHERE case_id = $1 AND settled_at IS NULL ORDER BY at, id";
    tx.all(sql, args![case]).await
}

/// Takes a stop in hand. Nothing when somebody else did.
pub async fn settle(tx: &mut InstanceTx, moment: &Moment, case: CaseId, id: Id<Stop>) -> Result<Option<Stop>> {
    let sql = "UPDATE stops SET settled_at = $3 WHERE case_id = $1 AND id = $2 AND settled_at IS NULL
         RETURNING id, at, reason, what, why, undone";
    let settled = tx.optional(sql, args![case, id, moment.now]).await?;
    mark(tx, case).await?;
    Ok(settled)
}

/// Forgets everything that waited on a case.
pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<()> {
    tx.execute("DELETE FROM stops WHERE case_id = $1", args![case]).await?;
    mark(tx, case).await
}

/// The sign that lists read.
async fn mark(tx: &mut InstanceTx, case: CaseId) -> Result<()> {
    tx.execute(
        "UPDATE cases SET is_stopped = EXISTS (SELECT 1 FROM stops WHERE case_id = $1 AND settled_at IS NULL) WHERE id = $1",
        args![case],
    )
    .await
    .map(drop)
}
