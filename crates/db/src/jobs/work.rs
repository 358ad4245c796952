//! One run of one job: done by its handler, then settled.

use std::{
    any::Any,
    collections::HashMap,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt;
use kernel::{Moment, Rng, Timestamp, rng::below};

use super::{Handler, Job, JobError, JobRun, store};
use crate::{Databases, DbKey, Result, Tx};

/// Runs after which a job is given up: they spread over a day and a half.
const ATTEMPTS: i64 = 10;
/// The longest wait between two runs, in seconds.
const LONGEST: i64 = 24 * 3600;
/// A worker says that it is alive this often, well within its lease.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// No run lasts longer.
const LIMIT: Duration = Duration::from_secs(600);

/// What it takes to run jobs.
pub(super) struct Workshop {
    pub(super) databases: Databases,
    pub(super) rng: Arc<dyn Rng>,
    pub(super) handlers: HashMap<&'static str, Handler>,
}

impl Workshop {
    pub(super) fn moment(&self) -> Moment {
        Moment::take(&**self.databases.clock(), &self.rng)
    }

    /// Runs a job and settles it. What cannot be settled runs again when its lease ends.
    pub(super) async fn work(self: Arc<Self>, db: DbKey, job: Job) -> DbKey {
        let settled = Arc::new(AtomicBool::new(false));
        let outcome = match self.outcome(&db, &job, &settled).await {
            Some(outcome) => tokio::select! {
                ended = self.rescued(&db, &job, outcome, &settled) => Some(ended),
                () = self.until_taken_over(&db, &job) => None,
            },
            None => None,
        };
        if let Some(outcome) = outcome
            && !(outcome.is_ok() && settled.load(Ordering::Acquire))
            && let Err(error) = self.settle(&db, &job, outcome).await
        {
            tracing::warn!(%db, job = %job.id, kind = job.kind, %error, "a job could not be settled");
        }
        db
    }

    /// How the run ends; nothing when another worker took the job over.
    async fn outcome(&self, db: &DbKey, job: &Job, settled: &Arc<AtomicBool>) -> Option<Result<(), JobError>> {
        if job.attempts > ATTEMPTS {
            return Some(Err(JobError::GiveUp("its runs never end".to_owned())));
        }
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return Some(Err(JobError::GiveUp("no part does this kind of work".to_owned())));
        };
        let run = self.run_of(db, job, settled);
        // the call itself is inside, so that its panics are caught as well
        let run = AssertUnwindSafe(async { handler.run(run).await }).catch_unwind();
        tokio::select! {
            ended = tokio::time::timeout(LIMIT, run) => Some(match ended {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(panic)) => Err(JobError::Retry(panicked(&*panic))),
                Err(_) => Err(JobError::Retry("the run took too long".to_owned())),
            }),
            () = self.until_taken_over(db, job) => None,
        }
    }

    fn run_of(&self, db: &DbKey, job: &Job, settled: &Arc<AtomicBool>) -> JobRun {
        JobRun { settled: Arc::clone(settled), ..JobRun::new(job.clone(), db.clone(), self.moment()) }
    }

    /// Before a job is given up, what its handler has for that; how it ends after it.
    async fn rescued(&self, db: &DbKey, job: &Job, outcome: Result<(), JobError>, settled: &Arc<AtomicBool>) -> Result<(), JobError> {
        let reason = match &outcome {
            Err(JobError::GiveUp(reason)) => reason.clone(),
            Err(JobError::Retry(reason)) if job.attempts >= ATTEMPTS => reason.clone(),
            _ => return outcome,
        };
        let handler = self.handlers.get(job.kind.as_str());
        let Some(rescue) = handler.and_then(|handler| handler.rescue(self.run_of(db, job, settled), reason)) else { return outcome };
        match tokio::time::timeout(LIMIT, AssertUnwindSafe(rescue).catch_unwind()).await {
            Ok(Ok(Ok(()))) => Ok(()),
            _ => outcome,
        }
    }

    /// Keeps the job for this worker; ends when another one has it.
    async fn until_taken_over(&self, db: &DbKey, job: &Job) {
        loop {
            tokio::time::sleep(SIGN_OF_LIFE).await;
            match self.renew(db, job).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => tracing::warn!(%db, job = %job.id, %error, "a lease could not be renewed"),
            }
        }
    }

    async fn renew(&self, db: &DbKey, job: &Job) -> Result<bool> {
        let mut tx = self.databases.any_note(db).await?;
        let kept = store::renew(&mut tx, job, self.databases.clock().wall()).await?;
        tx.commit().await?;
        Ok(kept)
    }

    async fn settle(&self, db: &DbKey, job: &Job, outcome: Result<(), JobError>) -> Result<()> {
        let moment = self.moment();
        // a job bears to run twice, so its end need not wait for the disk
        let mut tx = self.databases.any_note(db).await?;
        let ours = settle(&mut tx, job, &outcome, &moment).await?;
        tx.commit().await?;
        match outcome {
            Ok(()) => {}
            Err(_) if !ours => tracing::warn!(%db, job = %job.id, kind = job.kind, "a late run was ignored"),
            Err(JobError::Retry(reason)) => {
                tracing::info!(%db, job = %job.id, kind = job.kind, attempts = job.attempts, reason, "a job did not succeed")
            }
            Err(JobError::GiveUp(reason)) => tracing::error!(%db, job = %job.id, kind = job.kind, reason, "a job was given up"),
        }
        Ok(())
    }
}

/// Writes down how a run ended; `false` when another worker has the job, or
/// when the handler has settled it itself.
pub(super) async fn settle(tx: &mut Tx, job: &Job, outcome: &Result<(), JobError>, moment: &Moment) -> Result<bool> {
    match outcome {
        Ok(()) => store::complete(tx, job, moment.wall).await,
        Err(JobError::Retry(reason)) if job.attempts < ATTEMPTS => store::postpone(tx, job, next_try(job, moment), reason).await,
        Err(JobError::Retry(reason) | JobError::GiveUp(reason)) => store::fail(tx, job, moment.wall, reason).await,
    }
}

/// 2 s, 8 s, 32 s… up to a day, and up to a quarter more, so that what failed
/// together does not come back together.
fn next_try(job: &Job, moment: &Moment) -> Timestamp {
    let doublings = u32::try_from(job.attempts.clamp(1, 16) * 2 - 1).unwrap_or(1);
    let wait = 1_i64.checked_shl(doublings).map_or(LONGEST, |wait| wait.min(LONGEST));
    let spread = below(&*moment.rng, wait.unsigned_abs() * 250).cast_signed();
    let at = store::later(moment.now, wait);
    at.saturating_add(jiff::SignedDuration::from_millis(spread)).unwrap_or(at)
}

/// A literal message of ours is kept; a computed one could hold personal data.
fn panicked(panic: &(dyn Any + Send)) -> String {
    panic.downcast_ref::<&'static str>().map_or_else(|| "the run panicked".to_owned(), |text| format!("the run panicked: {text}"))
}
