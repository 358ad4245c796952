//! What happens to a case by itself, when its time has come.

use std::collections::BTreeMap;

use db::jobs::{JobError, JobRun};
use workflow::fire as fire_automation;

use crate::{
    Cases,
    advance::{Hand, TimerOrder},
    documents::{instance_of, retry},
    store,
};

/// Who acts when nobody does.
pub(crate) const BY_ITSELF: &str = "Automatique";

/// An automation whose delay is over. Nothing happens if the case moved on; when
/// the team has other hours since, it is planned again.
pub(super) async fn fire(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let order: TimerOrder = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_write(&instance).await?;
    let Some(mut row) = store::cases::by_id(&mut tx, order.case).await?.filter(|row| row.moved_to.is_none()) else { return Ok(()) };
    let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
    let snapshot = cases.snapshot(&compiled, &instance, &row)?;
    let hours = store::contacts::of_team(&mut tx, row.state.0.team.as_ref()).await?.opening_hours();
    match fire_automation(compiled.workflow(), &snapshot, &order.automation, &hours, run.moment.now) {
        Some(step) => {
            let awaits_agent = row.awaits_agent;
            let hand = Hand { instance: &instance, compiled: &compiled, who: BY_ITSELF, input: BTreeMap::new(), awaits_agent };
            cases.advance(&mut tx, &run.moment, &mut row, step, &hand).await.map_err(retry)?;
        }
        None => cases.plan(&mut tx, &run.moment, &instance, &row, &compiled).await.map_err(retry)?,
    }
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
