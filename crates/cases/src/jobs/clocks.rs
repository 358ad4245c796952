//! What happens to a case by itself, when its time has come.

use std::collections::BTreeMap;

use db::jobs::{JobError, JobRun};
use kernel::id::CaseId;
use workflow::{CompiledWorkflow, Snapshot, Step, fire as fire_automation};

use crate::{
    Cases,
    advance::{Hand, TimerOrder},
    documents::{instance_of, retry},
    store,
};

/// Who acts when nobody does.
pub(crate) const BY_ITSELF: &str = "Automatique";

/// An automation whose delay is over. Nothing happens if the case moved on.
pub(super) async fn fire(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: TimerOrder = run.job.payload()?;
    let now = run.moment.now;
    by_itself(cases, run, order.case, |workflow, snapshot| fire_automation(workflow, snapshot, &order.automation, now)).await
}

async fn by_itself(
    cases: Cases,
    run: JobRun,
    case: CaseId,
    decide: impl FnOnce(&CompiledWorkflow, &Snapshot) -> Option<Step>,
) -> Result<(), JobError> {
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_write(&instance).await?;
    let Some(mut row) = store::cases::by_id(&mut tx, case).await?.filter(|row| row.moved_to.is_none()) else { return Ok(()) };
    let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
    let snapshot = cases.snapshot(&compiled, &row);
    if let Some(step) = decide(compiled.workflow(), &snapshot) {
        let awaits_agent = row.awaits_agent;
        let hand = Hand { instance: &instance, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent };
        cases.advance(&mut tx, &run.moment, &mut row, step, &hand).await.map_err(retry)?;
    }
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
