//! Hands a letter to whoever sends them.

use std::sync::Arc;

use db::jobs::{JobError, JobRun};

use super::errand::open;
use crate::{Identity, Letter, Mailer};

pub(super) async fn send(identity: Identity, mailer: Arc<dyn Mailer>, run: JobRun) -> Result<(), JobError> {
    let letter: Letter = open(&identity, &run)?;
    mailer.send(&letter, &run.job.id.to_string()).await.map_err(JobError::Retry)
}
