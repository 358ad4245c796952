//! What was planned by the hours of a team is planned again when they change, a
//! few cases at a time.

use db::jobs::{self, JobError, JobRun, NewJob};
use kernel::{Slug, id::CaseId};
use serde::{Deserialize, Serialize};

use crate::{Cases, documents::instance_of, store};

/// Plans the cases of a team again; kind of job.
pub(super) const REPLAN: &str = "cases.replan";

/// Cases planned by one job: well within the time that a job may take.
const BATCH: u32 = 200;

/// The team, and the case after which to go on.
#[derive(Serialize, Deserialize)]
pub(crate) struct Replan {
    pub team: Slug,
    pub after: CaseId,
}

impl Replan {
    /// All the cases of a team.
    pub(crate) fn of(team: Slug) -> NewJob {
        NewJob::new(REPLAN, Self { team, after: kernel::Id::from_uuid(uuid::Uuid::nil()) })
    }
}

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let Replan { team, after } = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_write(&instance).await?;
    let some = store::cases::open_of_team(&mut tx, &team, after, BATCH).await?;
    for row in &some {
        let planned = match cases.compiled(&mut tx, &row.definition).await {
            Ok(compiled) => cases.plan(&mut tx, &run.moment, &instance, row, &compiled).await,
            Err(failure) => Err(failure),
        };
        // a case that cannot be read keeps what was planned, and holds no other back
        if let Err(failure) = planned {
            tracing::warn!(case = %row.id, ?failure, "a case could not be planned again");
        }
    }
    if let Some(last) = some.last() {
        jobs::enqueue(&mut tx, &run.moment, NewJob::new(REPLAN, Replan { team, after: last.id })).await?;
    }
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
