//! Files of drafts. The platform names them, the instance that publishes the
//! form keeps them: two databases, no transaction over both.
//!
//! So a file is referred to before anything names it, and let go of by a job
//! asked for in the transaction that stops naming it. Each step can be done
//! again without harm, and a daily look at both sides lets go of what a process
//! that stopped in between left behind.

use db::{
    InstanceKey, PlatformTx,
    blobs::{self, BlobRef, Holder},
    jobs::{self, JobError, JobRun, NewJob},
};
use kernel::{Id, Moment, id::AttachmentId};
use serde::{Deserialize, Serialize};
use web::Failure;

use crate::{
    Cases,
    documents::{instance_of, retry},
    store::{self, drafts::Draft},
};

/// Lets go of files that no draft names any more; kind of job.
pub(crate) const LET_GO: &str = "cases.let-go";

/// Drafts erased, or files looked at, in one transaction.
const BATCH: u32 = 200;
/// What names a file does so within a request: a day later, nothing will.
const AGE: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// The kind of those who refer to files for a draft.
const DRAFT: &str = "draft";

/// Which files, kept where.
#[derive(Serialize, Deserialize)]
struct LetGo {
    instance: String,
    files: Vec<AttachmentId>,
}

/// A file of a draft, as the one who refers to its content.
pub(crate) const fn of_draft(file: AttachmentId) -> Holder {
    Holder { kind: DRAFT, id: file.uuid() }
}

impl Cases {
    /// Refers to files that were put in an instance's store, for a draft that will name them.
    pub(crate) async fn hold(&self, instance: &InstanceKey, moment: &Moment, files: &[(AttachmentId, BlobRef)]) -> Result<(), Failure> {
        if files.is_empty() {
            return Ok(());
        }
        let mut tx = self.databases().instance_write(instance).await?;
        for (id, blob) in files {
            self.blobs().reference(&mut tx, moment, blob, of_draft(*id)).await?;
            self.keep_verdict(&mut tx, moment, *id, &blob.hash, self.on_arrival()).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Lets go of files that no draft names.
    pub(crate) async fn let_go(&self, instance: &InstanceKey, moment: &Moment, files: &[AttachmentId]) -> Result<(), Failure> {
        if files.is_empty() {
            return Ok(());
        }
        let mut tx = self.databases().instance_write(instance).await?;
        for id in files {
            self.blobs().release(&mut tx, moment, of_draft(*id)).await?;
            store::examinations::forget(&mut tx, *id).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Asks that files be let go of once this transaction, in which the draft
    /// stops naming them, is committed.
    pub(crate) async fn let_go_after(
        &self,
        tx: &mut PlatformTx,
        moment: &Moment,
        draft: &Draft,
        files: Vec<AttachmentId>,
    ) -> db::Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        jobs::enqueue(tx, moment, NewJob::new(LET_GO, LetGo { instance: draft.instance.clone(), files })).await
    }

    /// Erases a draft and, after the commit, its files.
    pub(crate) async fn erase_draft(&self, tx: &mut PlatformTx, moment: &Moment, draft: &Draft) -> db::Result<()> {
        let files = store::drafts::files(tx, draft.id).await?;
        self.let_go_after(tx, moment, draft, files.into_iter().map(|file| file.id).collect()).await?;
        store::drafts::erase(tx, draft.id).await
    }
}

/// The job of [`LET_GO`].
pub(crate) async fn let_go(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: LetGo = run.job.payload()?;
    let instance = InstanceKey::parse(&order.instance).ok_or_else(|| JobError::GiveUp("a draft names no instance".to_owned()))?;
    cases.let_go(&instance, &run.moment, &order.files).await.map_err(retry)
}

/// Erases the drafts that nobody came back to.
pub(crate) async fn erase_expired(cases: Cases, run: JobRun) -> Result<(), JobError> {
    loop {
        let mut tx = cases.databases().platform_write().await?;
        let expired = store::drafts::expired(&mut tx, run.moment.now, BATCH).await?;
        if expired.is_empty() {
            return Ok(());
        }
        for draft in &expired {
            cases.erase_draft(&mut tx, &run.moment, draft).await?;
        }
        tx.commit().await?;
    }
}

/// Lets go of the files referred to for drafts that never named them, or do not any more.
pub(crate) async fn forget_lost(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let instance = instance_of(&run)?;
    // real time: moving the demo's clock loses nothing
    let before = run.moment.wall.saturating_sub(AGE).unwrap_or(kernel::Timestamp::MIN);
    let mut after = None;
    loop {
        let mut tx = cases.databases().instance_read(&instance).await?;
        let held = blobs::held_before(&mut tx, DRAFT, before, after, BATCH).await?;
        drop(tx);
        let Some(last) = held.last() else { return Ok(()) };
        after = Some(last.id);
        let mut tx = cases.databases().platform_read().await?;
        let mut lost: Vec<AttachmentId> = Vec::new();
        for holder in held {
            let file = Id::from_uuid(holder.id);
            if !store::drafts::has_file(&mut tx, file).await? {
                lost.push(file);
            }
        }
        drop(tx);
        cases.let_go(&instance, &run.moment, &lost).await.map_err(retry)?;
    }
}
