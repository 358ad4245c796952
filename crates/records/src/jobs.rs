//! What is done behind the pages: sources asked again, files forgotten.

use db::{
    DbKey, InstanceKey, InstanceTx, Kind,
    jobs::{self, Handler, JobError, JobRun, NewJob, Schedule},
};
use jiff::SignedDuration;
use kernel::{Moment, Slug, Timestamp, clock::from_micros};
use serde::{Deserialize, Serialize};
use web::Failure;

use crate::{Records, import::holder, model::Source, store};

/// Asks a source; kind of job.
const FETCH: &str = "records.fetch";
const DAY: i64 = 86_400;
/// A file looked at and not applied is kept so long, in seconds.
const FILES_KEPT: i64 = 7 * DAY;

/// Which source to ask.
#[derive(Serialize, Deserialize)]
struct Order {
    list: Slug,
    /// The source that asks again each time its copy is old; nothing: this once.
    again: Option<Source>,
}

pub fn handlers(records: &Records) -> Vec<Handler> {
    let fetching = records.clone();
    vec![Handler::new(FETCH, move |run| fetch(fetching.clone(), run))]
}

pub fn schedules(records: &Records) -> Vec<Schedule> {
    let forgetting = records.clone();
    vec![Schedule::new("records.forget-files", DAY, &[Kind::Instance], move |run| forget(forgetting.clone(), run))]
}

/// From now on this source is asked again each time its copy is old, until the list has another.
pub async fn follow(tx: &mut InstanceTx, moment: &Moment, list: &Slug, source: &Source) -> Result<(), Failure> {
    let order = Order { list: list.clone(), again: Some(source.clone()) };
    Ok(jobs::enqueue(tx, moment, NewJob::new(FETCH, order)).await?)
}

/// The source is asked now.
pub async fn ask_once(tx: &mut InstanceTx, moment: &Moment, list: &Slug) -> Result<(), Failure> {
    Ok(jobs::enqueue(tx, moment, NewJob::new(FETCH, Order { list: list.clone(), again: None })).await?)
}

async fn fetch(records: Records, run: JobRun) -> Result<(), JobError> {
    let order: Order = run.job.payload()?;
    let instance = instance_of(&run)?;
    let asked = records.fetch(&run.moment, &instance, &order.list).await.map_err(retry)?;
    let mut tx = records.databases().instance_write(&instance).await?;
    if let Some(source) = order.again.filter(|again| asked.as_ref() == Some(again)) {
        jobs::enqueue(&mut tx, &run.moment, next(run.moment.now, order.list, source)).await?;
    }
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// The next time that a source is asked. Periods are those of the clock, so that
/// a source named, replaced and named again is still asked once.
fn next(now: Timestamp, list: Slug, source: Source) -> NewJob {
    let every = i64::from(source.minutes.max(1)) * 60;
    let period = now.as_second().div_euclid(every) + 1;
    let key = format!("{FETCH}/{list}/{every}/{period}");
    let due = from_micros(period.saturating_mul(every).saturating_mul(1_000_000));
    NewJob::new(FETCH, Order { list, again: Some(source) }).key(key).due(due)
}

async fn forget(records: Records, run: JobRun) -> Result<(), JobError> {
    let mut tx = records.databases().instance_write(&instance_of(&run)?).await?;
    for import in store::imports::forgotten(&mut tx, later(run.moment.now, -FILES_KEPT)).await? {
        records.blobs().release(&mut tx, &run.moment, holder(import.id)).await?;
        store::imports::remove(&mut tx, import.id).await?;
    }
    run.complete(&mut tx).await?;
    Ok(tx.commit().await?)
}

fn instance_of(run: &JobRun) -> Result<InstanceKey, JobError> {
    match &run.db {
        DbKey::Instance(instance) => Ok(instance.clone()),
        _ => Err(JobError::GiveUp("lists are in instances".to_owned())),
    }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

fn retry(failure: Failure) -> JobError {
    match failure {
        Failure::Fault(reason) => JobError::Retry(reason),
        Failure::Problem(problem) => JobError::Retry(format!("refused with status {}", problem.status())),
    }
}
