//! Publications that were planned.

use cases::{Place, USUAL_TEAM, model::Origin};
use db::{
    DbKey, InstanceTx,
    jobs::{Handler, JobError, JobRun},
};
use kernel::Slug;
use web::Failure;
use workflow::Finding;

use crate::{Studio, gate::lacking, store::planned};

/// Publishes what was planned for a work; kind of job.
pub(crate) const PUBLISH: &str = "studio.publish";

pub(crate) fn handlers(studio: &Studio) -> Vec<Handler> {
    let studio = studio.clone();
    vec![Handler::new(PUBLISH, move |run| publish(studio.clone(), run))]
}

/// A plan that was given up, or put off, is left alone: its own job comes later.
async fn publish(studio: Studio, run: JobRun) -> Result<(), JobError> {
    let work: Slug = run.job.payload()?;
    let DbKey::Instance(instance) = run.db.clone() else { return Err(JobError::GiveUp("not an instance".to_owned())) };
    let databases = studio.databases();
    let mut tx = databases.instance_read(&instance).await?;
    let Some(plan) = planned::of(&mut tx, &work).await?.filter(|plan| plan.due_at <= run.moment.now) else { return Ok(()) };
    let live = live_hash(&studio, &mut tx, &work).await.map_err(retry)?;
    if plan.live_hash.is_some_and(|before| before != live) {
        // the plan stays: the author reads that it did not happen, and decides
        return Err(JobError::GiveUp("another version went live since this publication was planned".to_owned()));
    }
    let definition = studio.cases().document(&mut tx, &plan.hash).await.map_err(retry)?;
    let lacks = studio.cases().lacks(&mut tx, &definition).await.map_err(retry)?;
    drop(tx);
    if lacking(&lacks, instance.stage, &[]).iter().any(Finding::is_error) {
        return Err(JobError::GiveUp("the instance lost what the definition needs".to_owned()));
    }
    let publication =
        studio.cases().check(definition).map_err(|_| JobError::GiveUp("the definition may not be published any more".to_owned()))?;
    let team: Slug = USUAL_TEAM.0.parse().map_err(|_| JobError::GiveUp("the team's name is not a slug".to_owned()))?;
    let place = Place { instance: &instance, origin: Origin::Own, team: (&team, USUAL_TEAM.1), offered: true };
    studio.cases().publish(&run.moment, &publication, place).await.map_err(retry)?;
    let mut tx = databases.instance_write(&instance).await?;
    planned::give_up(&mut tx, &work).await?;
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// The definition that is live under a name; empty when none is.
pub(crate) async fn live_hash(studio: &Studio, tx: &mut InstanceTx, work: &Slug) -> Result<String, Failure> {
    let live = studio.cases().live(tx, work).await?;
    Ok(live.map_or_else(String::new, |live| live.compiled.hash().to_string()))
}

fn retry(failure: Failure) -> JobError {
    JobError::Retry(match failure {
        Failure::Fault(reason) => reason,
        Failure::Problem(problem) => format!("status {}", problem.status()),
    })
}
