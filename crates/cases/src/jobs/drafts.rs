//! Drafts that became cases.

use db::jobs::{JobError, JobRun};

use crate::{Cases, documents::instance_of, filing::CloseOrder, store};

/// Closes the draft of a case that is kept, and lets go of its files: the case
/// refers to those it took.
pub(super) async fn close(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: CloseOrder = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().platform_write().await?;
    // erased meanwhile, or closed by a run that was cut
    let Some(draft) = store::drafts::by_id(&mut tx, order.draft).await?.filter(|draft| draft.sent_to.is_none()) else { return Ok(()) };
    let files = store::drafts::files(&mut tx, draft.id).await?;
    cases.let_go_after(&mut tx, &run.moment, &draft, files.into_iter().map(|file| file.id).collect()).await?;
    store::drafts::sent(&mut tx, draft.id, &format!("{instance}/{}", draft.id)).await?;
    tx.commit().await?;
    Ok(())
}
