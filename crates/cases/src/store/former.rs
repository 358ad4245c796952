//! What cases answered under the versions they were under before.

use db::{Doc, InstanceTx, Result, args, record};
use kernel::{Timestamp, id::CaseId};

use crate::sealing::KeptAnswers;

record! {
    /// Answers as they were given, and the definition that asked for them.
    #[derive(Debug, Clone)]
    pub struct FormerRow {
        /// 1 for what was filed.
        pub number: i64,
        /// The definition.
        pub definition: String,
        /// The answers.
        pub answers: Doc<KeptAnswers>,
        /// When the case left this version.
        pub left_at: Timestamp,
    }
}

/// All of a case, the oldest first.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<FormerRow>> {
    tx.all("SELECT number, definition, answers, left_at FROM former_answers WHERE case_id = $1 ORDER BY number", args![case]).await
}

/// Whether a case was ever under another version.
pub async fn is_any(tx: &mut InstanceTx, case: CaseId) -> Result<bool> {
    let count: i64 = tx.value("SELECT COUNT(*) AS value FROM former_answers WHERE case_id = $1", args![case]).await?;
    Ok(count > 0)
}

/// Keeps answers. A case that comes back brings them again: what was erased here once it had left is whole again.
pub async fn keep(tx: &mut InstanceTx, case: CaseId, row: FormerRow) -> Result<()> {
    tx.execute(
        "INSERT INTO former_answers (case_id, number, definition, answers, left_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, number) DO UPDATE SET answers = excluded.answers",
        args![case, row.number, row.definition, row.answers, row.left_at],
    )
    .await
    .map(drop)
}

/// The same answers sealed anew, or what is left of them.
pub async fn rewrite(tx: &mut InstanceTx, case: CaseId, number: i64, answers: KeptAnswers) -> Result<()> {
    tx.execute("UPDATE former_answers SET answers = $3 WHERE case_id = $1 AND number = $2", args![case, number, Doc(answers)])
        .await
        .map(drop)
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<()> {
    tx.execute("DELETE FROM former_answers WHERE case_id = $1", args![case]).await.map(drop)
}
