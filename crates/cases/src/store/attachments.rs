//! Files joined to a case.

use db::{InstanceTx, Result, args, blobs::Holder, record};
use kernel::{
    Personal, Timestamp,
    id::{AttachmentId, CaseId},
};

use crate::model::{FileOrigin, Verdict};

record! {
    /// A file of a case.
    #[derive(Debug, Clone)]
    pub struct Attachment {
        /// Its identifier.
        pub id: AttachmentId,
        /// The question it answers, if any.
        pub field: Option<String>,
        /// Who joined it.
        pub origin: FileOrigin,
        /// Whether the citizen may open it.
        pub visible: bool,
        /// Its name.
        pub name: Personal<String>,
        /// Its type, as its content tells.
        pub media_type: String,
        /// Its size in bytes.
        pub size: i64,
        /// Its content's name.
        pub hash: String,
        /// When it was joined.
        pub at: Timestamp,
        /// What the antivirus says of it; nothing when it was not asked.
        pub verdict: Option<Verdict>,
    }
}

impl Attachment {
    /// What stands beside its name when it cannot be opened.
    pub fn unopened(&self) -> Option<&'static str> {
        self.verdict.and_then(Verdict::words)
    }
}

const COLUMNS: &str = "a.id, a.field, a.origin, a.visible, a.name, a.media_type, a.size, a.hash, a.at, e.verdict";
const TABLES: &str = "attachments a LEFT JOIN examinations e ON e.file = a.id";

/// A file of a case, as the one who refers to its content.
pub const fn holder(file: AttachmentId) -> Holder {
    Holder { kind: "case", id: file.uuid() }
}

pub async fn add(tx: &mut InstanceTx, case: CaseId, file: Attachment) -> Result<()> {
    tx.execute(
        "INSERT INTO attachments (id, case_id, field, origin, visible, name, media_type, size, hash, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING",
        args![file.id, case, file.field, file.origin, file.visible, file.name, file.media_type, file.size, file.hash, file.at],
    )
    .await
    .map(drop)
}

pub async fn of_case(tx: &mut InstanceTx, case: CaseId) -> Result<Vec<Attachment>> {
    tx.all(format!("SELECT {COLUMNS} FROM {TABLES} WHERE a.case_id = $1 ORDER BY a.at, a.id"), args![case]).await
}

/// One file, found from its case only.
pub async fn of_case_by_id(tx: &mut InstanceTx, case: CaseId, id: AttachmentId) -> Result<Option<Attachment>> {
    tx.optional(format!("SELECT {COLUMNS} FROM {TABLES} WHERE a.case_id = $1 AND a.id = $2"), args![case, id]).await
}

/// The case that has a file: for work that nobody sees.
pub async fn case_of(tx: &mut InstanceTx, id: AttachmentId) -> Result<Option<CaseId>> {
    record! { struct Owner { case_id: CaseId } }
    let found: Option<Owner> = tx.optional("SELECT case_id FROM attachments WHERE id = $1", args![id]).await?;
    Ok(found.map(|found| found.case_id))
}

pub async fn erase(tx: &mut InstanceTx, case: CaseId) -> Result<u64> {
    tx.execute("DELETE FROM attachments WHERE case_id = $1", args![case]).await
}
