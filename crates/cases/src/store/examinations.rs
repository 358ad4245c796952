//! What the antivirus says of files, in the space that keeps them.

use std::collections::BTreeMap;

use db::{InstanceTx, Result, args, record};
use kernel::{Moment, Timestamp, id::AttachmentId};

use crate::model::Verdict;

record! {
    /// A file that is or was to be examined.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Examination {
        /// The file, of a draft or of a case.
        pub file: AttachmentId,
        /// Its content's name.
        pub hash: String,
        /// What is known of it.
        pub verdict: Verdict,
    }
}

/// Keeps what is known of a file, unless something is known already.
pub async fn add(tx: &mut InstanceTx, moment: &Moment, known: &Examination) -> Result<()> {
    tx.execute(
        "INSERT INTO examinations (file, hash, verdict, asked_at) VALUES ($1, $2, $3, $4) ON CONFLICT (file) DO NOTHING",
        args![known.file, &known.hash, known.verdict, moment.wall],
    )
    .await
    .map(drop)
}

pub async fn of_file(tx: &mut InstanceTx, file: AttachmentId) -> Result<Option<Examination>> {
    tx.optional("SELECT file, hash, verdict FROM examinations WHERE file = $1", args![file]).await
}

/// What is known of each of these files.
pub async fn of_files(tx: &mut InstanceTx, files: &[AttachmentId]) -> Result<BTreeMap<AttachmentId, Verdict>> {
    let mut known = BTreeMap::new();
    for file in files {
        known.extend(of_file(tx, *file).await?.map(|examination| (*file, examination.verdict)));
    }
    Ok(known)
}

/// Writes a verdict down; false when there was one.
pub async fn settle(tx: &mut InstanceTx, moment: &Moment, file: AttachmentId, verdict: Verdict) -> Result<bool> {
    let settled = tx
        .execute(
            "UPDATE examinations SET verdict = $2, judged_at = $3 WHERE file = $1 AND verdict = 'waiting'",
            args![file, verdict, moment.wall],
        )
        .await?;
    Ok(settled == 1)
}

/// Files that have been waiting since before `before` (real time), oldest first.
pub async fn waiting_since(tx: &mut InstanceTx, before: Timestamp, limit: u32) -> Result<Vec<Examination>> {
    tx.all(
        "SELECT file, hash, verdict FROM examinations WHERE verdict = 'waiting' AND asked_at < $1 ORDER BY asked_at, file LIMIT $2",
        args![before, limit],
    )
    .await
}

/// Forgets a file that no case has.
pub async fn forget(tx: &mut InstanceTx, file: AttachmentId) -> Result<()> {
    tx.execute("DELETE FROM examinations WHERE file = $1 AND NOT EXISTS (SELECT 1 FROM attachments WHERE id = $1)", args![file])
        .await
        .map(drop)
}
