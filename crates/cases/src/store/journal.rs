//! What happened to a case.

use db::{InstanceTx, Result, args, record};
use kernel::{
    Moment, Personal, Timestamp,
    id::{CaseId, JournalEntryId},
};

use crate::model::EntryKind;

record! {
    /// A line of the journal.
    #[derive(Debug, Clone)]
    pub struct JournalLine {
        /// When.
        pub at: Timestamp,
        /// What kind of thing.
        pub kind: EntryKind,
        /// Who acted: a service towards citizens, a person among agents.
        pub who: Personal<String>,
        /// What happened, in a few words.
        pub title: String,
        /// The rest.
        pub body: Option<Personal<String>>,
        /// Whether the citizen sees it.
        pub visible: bool,
    }
}

/// A line to add.
pub struct NewLine<'a> {
    pub kind: EntryKind,
    pub who: &'a str,
    pub title: &'a str,
    pub body: Option<&'a str>,
    pub visible: bool,
}

pub async fn add(tx: &mut InstanceTx, moment: &Moment, case: CaseId, line: NewLine<'_>) -> Result<()> {
    let id: JournalEntryId = moment.id();
    tx.execute(
        "INSERT INTO journal (id, case_id, at, kind, who, title, body, visible) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![id, case, moment.now, line.kind, line.who, line.title, line.body, line.visible],
    )
    .await
    .map(drop)
}

/// The whole journal, oldest first.
pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<JournalLine>> {
    tx.all("SELECT at, kind, who, title, body, visible FROM journal WHERE case_id = $1 ORDER BY at, id", args![case]).await
}

/// What the citizen sees of it, oldest first.
pub async fn visible_of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<JournalLine>> {
    tx.all("SELECT at, kind, who, title, body, visible FROM journal WHERE case_id = $1 AND visible ORDER BY at, id", args![case]).await
}
