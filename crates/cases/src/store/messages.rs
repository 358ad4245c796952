//! The thread between a citizen and the service.

use db::{InstanceTx, Result, args, record};
use kernel::{
    Moment, Personal, Timestamp,
    id::{CaseId, MessageId},
};

use crate::model::Author;

record! {
    /// A message of the thread.
    #[derive(Debug, Clone)]
    pub struct MessageRow {
        /// When.
        pub at: Timestamp,
        /// The citizen or the service.
        pub author: Author,
        /// Who wrote it.
        pub who: Personal<String>,
        /// What it says.
        pub body: Personal<String>,
    }
}

pub async fn add(tx: &mut InstanceTx, moment: &Moment, case: CaseId, author: Author, who: &str, body: &str) -> Result<()> {
    let id: MessageId = moment.id();
    tx.execute(
        "INSERT INTO messages (id, case_id, at, author, who, body) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, case, moment.now, author, who, body],
    )
    .await
    .map(drop)
}

pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<MessageRow>> {
    tx.all("SELECT at, author, who, body FROM messages WHERE case_id = $1 ORDER BY at, id", args![case]).await
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<u64> {
    tx.execute("DELETE FROM messages WHERE case_id = $1", args![case]).await
}
