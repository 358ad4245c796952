//! The records that a case wrote.

use db::{InstanceTx, Result, args, record};
use kernel::{Slug, id::CaseId};

record! {
    /// A record of a list.
    pub struct WrittenRecord {
        /// The list.
        pub list: Slug,
        /// Its key.
        pub key: String,
    }
}

/// Keeps in mind that a case wrote a record.
pub async fn add(tx: &mut InstanceTx, case: CaseId, list: &Slug, key: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO case_records (case_id, list, key) VALUES ($1, $2, $3) ON CONFLICT (case_id, list, key) DO NOTHING",
        args![case, list, key],
    )
    .await
    .map(drop)
}

/// All that a case wrote.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<WrittenRecord>> {
    tx.all("SELECT list, key FROM case_records WHERE case_id = $1 ORDER BY list, key", args![case]).await
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<u64> {
    tx.execute("DELETE FROM case_records WHERE case_id = $1", args![case]).await
}
