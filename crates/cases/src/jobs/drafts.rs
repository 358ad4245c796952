//! Drafts that became cases, and drafts left behind.

use db::{
    InstanceKey,
    jobs::{JobError, JobRun},
};
use kernel::Moment;

use crate::{Cases, documents::instance_of, filing::CloseOrder, store};

/// Closes the draft of a case that is kept, and lets go of its files.
pub(super) async fn close(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: CloseOrder = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().platform_write().await?;
    let is_closed_now = store::drafts::sent(&mut tx, order.draft, &format!("{instance}/{}", order.draft)).await?;
    tx.commit().await?;
    if !is_closed_now {
        return Ok(());
    }
    release(&cases, &run.moment, &order.publisher, order.files).await
}

/// Erases what nobody came back to.
pub(super) async fn erase_expired(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let mut tx = cases.databases().platform_write().await?;
    let expired = store::drafts::expired(&mut tx, run.moment.now, 500).await?;
    let mut files = Vec::new();
    for draft in &expired {
        if draft.sent_to.is_none() {
            let joined = store::drafts::files(&mut tx, draft.id).await?;
            files.push((draft.instance.clone(), joined.into_iter().map(|file| file.hash).collect::<Vec<_>>()));
        }
        store::drafts::erase(&mut tx, draft.id).await?;
    }
    tx.commit().await?;
    for (instance, hashes) in files {
        release(&cases, &run.moment, &instance, hashes).await?;
    }
    Ok(())
}

/// Counts one reference less to each file of a draft.
async fn release(cases: &Cases, moment: &Moment, instance: &str, hashes: Vec<String>) -> Result<(), JobError> {
    let Some(instance) = InstanceKey::parse(instance).filter(|_| !hashes.is_empty()) else { return Ok(()) };
    let mut tx = cases.databases().instance_write(&instance).await?;
    for hash in hashes {
        match cases.blobs().release(&mut tx, moment, &hash).await {
            // let go of before: this work was begun twice
            Ok(()) | Err(db::DbError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    tx.commit().await?;
    Ok(())
}
