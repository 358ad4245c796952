//! What a citizen was asked to add.

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{Moment, Timestamp, id::CaseId};
use uuid::Uuid;

record! {
    /// A request for what is missing.
    #[derive(Debug, Clone)]
    pub struct Completion {
        /// Its identifier.
        pub id: Uuid,
        /// What is missing, one line each.
        pub items: Doc<Vec<String>>,
        /// The day before which she should answer, as `2026-05-31`.
        pub due_on: Option<String>,
        /// When it was asked.
        pub asked_at: Timestamp,
        /// When she answered.
        pub answered_at: Option<Timestamp>,
    }
}

pub async fn ask(tx: &mut InstanceTx, moment: &Moment, case: CaseId, items: Vec<String>, due_on: Option<String>) -> Result<()> {
    let id = moment.id::<kernel::id::kind::Message>().uuid();
    tx.execute(
        "INSERT INTO completions (id, case_id, items, due_on, asked_at) VALUES ($1, $2, $3, $4, $5)",
        args![id, case, Doc(items), due_on, moment.now],
    )
    .await?;
    mark(tx, case, true).await
}

/// The request awaited, if any: the latest.
pub async fn pending(tx: &mut InstanceTx, case: CaseId) -> Result<Option<Completion>> {
    tx.optional(
        "SELECT id, items, due_on, asked_at, answered_at FROM completions WHERE case_id = $1 AND answered_at IS NULL
         AND dropped_at IS NULL ORDER BY asked_at DESC LIMIT 1",
        args![case],
    )
    .await
}

/// Marks every pending request of a case as answered.
pub async fn answered(tx: &mut InstanceTx, moment: &Moment, case: CaseId) -> Result<u64> {
    let answered = tx
        .execute(
            "UPDATE completions SET answered_at = $2 WHERE case_id = $1 AND answered_at IS NULL AND dropped_at IS NULL",
            args![case, moment.now],
        )
        .await?;
    mark(tx, case, false).await?;
    Ok(answered)
}

/// Nothing is awaited any more: the case is closed.
pub async fn drop_all(tx: &mut InstanceTx, moment: &Moment, case: CaseId) -> Result<()> {
    let sql = "UPDATE completions SET dropped_at = $2 WHERE case_id = $1 AND answered_at IS NULL AND dropped_at IS NULL";
    tx.execute(sql, args![case, moment.now]).await?;
    mark(tx, case, false).await
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<u64> {
    mark(tx, case, false).await?;
    tx.execute("DELETE FROM completions WHERE case_id = $1", args![case]).await
}

/// The sign that lists read.
async fn mark(tx: &mut InstanceTx, case: CaseId, is_asked: bool) -> Result<()> {
    tx.execute("UPDATE cases SET is_asked = $2 WHERE id = $1 AND is_asked <> $2", args![case, is_asked]).await.map(drop)
}
