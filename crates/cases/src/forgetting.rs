//! Forgetting who asked: what is left of a case is its figures.

use db::{
    InstanceTx,
    jobs::{self, JobError, JobRun, NewJob},
};
use kernel::{Moment, id::CaseId};
use web::Failure;

use crate::{
    Cases,
    advance::Hand,
    model::EntryKind,
    store::{self, cases::CaseRow},
};

/// Takes a case off its author's dashboard; kind of job.
pub(crate) const FORGET: &str = "cases.forget";

impl Cases {
    /// Erases answers, names, addresses, messages, what was asked, opinions, files,
    /// records that it added to lists of people, and the words of the journal; the dates and the titles of the lines stay.
    pub(crate) async fn forget(&self, tx: &mut InstanceTx, moment: &Moment, row: &CaseRow, hand: &Hand<'_>) -> Result<(), Failure> {
        let files = store::attachments::of_case(tx, row.id).await?;
        store::attachments::erase(tx, row.id).await?;
        for file in files {
            self.blobs().release(tx, moment, store::attachments::holder(file.id)).await?;
            store::examinations::forget(tx, file.id).await?;
        }
        store::messages::erase(tx, row.id).await?;
        store::completions::erase(tx, row.id).await?;
        store::opinions::erase(tx, row.id).await?;
        for written in store::written::of_case(tx, row.id).await? {
            self.records().erase_personal(tx, &written.list, &written.key).await?;
        }
        store::written::erase(tx, row.id).await?;
        store::former::erase(tx, row.id).await?;
        store::stops::erase(tx, row.id).await?;
        store::journal::blank(tx, row.id, row.citizen_name.expose()).await?;
        let mut state = row.state.0.clone();
        state.data.clear();
        state.opinions.pending = 0;
        store::cases::anonymise(tx, row.id, &state).await?;
        jobs::enqueue(tx, moment, NewJob::new(FORGET, row.id).stream(format!("follow/{}", row.id))).await?;
        self.line(tx, moment, row, EntryKind::Journal, hand.who, "Données personnelles effacées", false).await
    }
}

/// The job of [`FORGET`].
pub(crate) async fn off_dashboard(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let case: CaseId = run.job.payload()?;
    let mut tx = cases.databases().platform_write().await?;
    store::followed::erase(&mut tx, case).await?;
    tx.commit().await?;
    Ok(())
}
