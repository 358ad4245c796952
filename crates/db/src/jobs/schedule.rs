//! Periodic work: one job per period, whose key the first replica takes.

use kernel::{Moment, Timestamp};

use super::{Handler, JobError, JobRun, NewJob, enqueue};
use crate::{Databases, DbKey, Kind, Result};

/// Work done once per period of business time in each database of some kinds.
#[derive(Clone)]
pub struct Schedule {
    pub(super) name: &'static str,
    every: i64,
    on: &'static [Kind],
    pub(super) handler: Handler,
}

impl Schedule {
    /// Work named `name`, once every `every` seconds (a minute at least) in
    /// each database of the kinds `on`. The run is a job like another: it is
    /// retried, and shown in the console under this name.
    pub fn new<F, Fut>(name: &'static str, every: i64, on: &'static [Kind], run: F) -> Self
    where
        F: Fn(JobRun) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        Self { name, every: every.max(60), on, handler: Handler::new(name, run) }
    }

    /// Whether databases of this kind have this work.
    pub(super) fn is_on(&self, key: &DbKey) -> bool {
        self.on.contains(&key.kind())
    }

    /// The number of the period that holds this time.
    pub(super) fn period(&self, now: Timestamp) -> i64 {
        now.as_second().div_euclid(self.every)
    }
}

/// Asks for the work of the present period, unless it was asked already.
pub(super) async fn enqueue_all(databases: &Databases, key: &DbKey, schedules: &[&Schedule], moment: &Moment) -> Result<()> {
    let mut tx = databases.any_write(key).await?;
    for schedule in schedules {
        let once = format!("schedule/{}/{}", schedule.name, schedule.period(moment.now));
        enqueue(&mut tx, moment, NewJob::new(schedule.name, ()).key(once)).await?;
    }
    tx.commit().await
}
