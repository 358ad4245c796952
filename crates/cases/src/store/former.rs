//! What cases answered under the versions they were under before.

use db::{InstanceTx, Result, args, record};
use kernel::{Personal, Timestamp, id::CaseId};

record! {
    /// Answers as they were given, and the definition that asked for them.
    #[derive(Debug, Clone)]
    pub struct FormerRow {
        /// 1 for what was filed.
        pub number: i64,
        /// The definition.
        pub definition: String,
        /// The answers.
        pub answers: Personal<serde_json::Value>,
        /// When the case left this version.
        pub left_at: Timestamp,
    }
}

/// All of a case, the oldest first.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<FormerRow>> {
    tx.all("SELECT number, definition, answers, left_at FROM former_answers WHERE case_id = $1 ORDER BY number", args![case]).await
}

/// Keeps answers; those already kept stay as they are.
pub async fn keep(tx: &mut InstanceTx, case: CaseId, row: FormerRow) -> Result<()> {
    tx.execute(
        "INSERT INTO former_answers (case_id, number, definition, answers, left_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, number) DO NOTHING",
        args![case, row.number, row.definition, row.answers, row.left_at],
    )
    .await
    .map(drop)
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<()> {
    tx.execute("DELETE FROM former_answers WHERE case_id = $1", args![case]).await.map(drop)
}
