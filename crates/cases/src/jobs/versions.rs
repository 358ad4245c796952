//! Moving open cases to another version, a few at a time: each case is one
//! transaction, so that what is interrupted goes on where it stopped.

use db::jobs::{self, JobError, JobRun, NewJob};
use definition::Succession;
use kernel::{
    Problem,
    id::{CaseId, VersionMoveId},
};
use web::Failure;

use crate::{
    Cases,
    carrying::Route,
    documents::{instance_of, retry},
    store::versions,
};

/// Moves some of the cases of a move, then asks for the rest; kind of job.
pub(crate) const MOVE_VERSIONS: &str = "cases.move-versions";

/// Cases moved by one job: well within the time that a job may take.
const BATCH: u32 = 50;

const TROUBLE: &str = "Une erreur technique l’a empêché. Recommencez plus tard.";

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let id: VersionMoveId = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(order) = versions::by_id(&mut tx, id).await?.filter(|order| order.ended_at.is_none()) else { return Ok(()) };
    let from = cases.compiled(&mut tx, &order.from_hash).await.map_err(retry)?;
    let to = cases.compiled(&mut tx, &order.to_hash).await.map_err(retry)?;
    let some = versions::next(&mut tx, &order, BATCH).await?;
    drop(tx);
    let succession = Succession::between(&from, &to);
    let route = Route { instance: &instance, order: &order, from: &from, to: &to, succession: &succession };
    for case in &some {
        cases.carry_alone(&run, &route, *case).await?;
    }
    let mut tx = cases.databases().instance_write(&instance).await?;
    if some.is_empty() {
        versions::end(&mut tx, id, run.moment.now).await?;
    } else {
        jobs::enqueue(&mut tx, &run.moment, NewJob::new(MOVE_VERSIONS, id)).await?;
    }
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

impl Cases {
    /// Moves one case. Whoever acts on it at the same moment was first: it is
    /// read again with those that remain.
    async fn carry_alone(&self, run: &JobRun, route: &Route<'_>, case: CaseId) -> Result<(), JobError> {
        let mut tx = self.databases().instance_write(route.instance).await?;
        match self.carry(&mut tx, &run.moment, route, case).await {
            Ok(()) => Ok(tx.commit().await?),
            Err(Failure::Problem(Problem::Conflict(_) | Problem::Unavailable(_))) => Ok(()),
            Err(failure) => {
                drop(tx);
                tracing::warn!(%case, ?failure, "a case could not be moved to another version");
                let mut tx = self.databases().instance_write(route.instance).await?;
                versions::refuse(&mut tx, route.order.id, case, TROUBLE).await?;
                Ok(tx.commit().await?)
            }
        }
    }
}
