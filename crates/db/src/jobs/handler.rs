//! What does the work of one kind.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use futures_util::future::BoxFuture;
use kernel::{Moment, id::JobId};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::store;
use crate::{DbError, DbKey, Result, Tx, record};

record! {
    /// Work taken by this process.
    #[derive(Clone)]
    pub struct Job {
        /// Which; sorted by time of asking. Good as an idempotency key for what is called.
        pub id: JobId,
        /// The kind of work.
        pub kind: String,
        /// The stream it belongs to.
        pub stream: Option<String>,
        /// What to do it with.
        pub payload: Value,
        /// How many times it was taken, this time included.
        pub attempts: i64,
        /// Grows each time it is taken: tells the present worker from a late one.
        pub fence: i64,
    }
}

impl Job {
    /// The payload, as what was given to [`super::NewJob::new`].
    ///
    /// # Errors
    /// [`JobError::GiveUp`] when it has another shape: trying again would not help.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, JobError> {
        // the reason names a shape, never the value: it may be personal
        T::deserialize(&self.payload).map_err(|_| JobError::GiveUp("the payload has another shape".to_owned()))
    }
}

/// One run of a job.
#[derive(Clone)]
pub struct JobRun {
    /// The job.
    pub job: Job,
    /// The database that asked for it.
    pub db: DbKey,
    /// When the run began, and its randomness.
    pub moment: Moment,
    /// Whether its handler settled it itself.
    pub(super) settled: Arc<AtomicBool>,
}

impl JobRun {
    /// A run of a job taken from a database.
    pub fn new(job: Job, db: DbKey, moment: Moment) -> Self {
        Self { job, db, moment, settled: Arc::default() }
    }

    /// Settles the job in the handler's own transaction on [`JobRun::db`], so
    /// that its effect there happens exactly once.
    ///
    /// # Errors
    /// [`DbError::Conflict`] when another worker took the job over.
    pub async fn complete(&self, tx: &mut Tx) -> Result<()> {
        match store::complete(tx, &self.job, self.moment.wall).await? {
            true => {
                self.settled.store(true, Ordering::Release);
                Ok(())
            }
            false => Err(DbError::Conflict),
        }
    }
}

/// Why a run did not succeed. The text is kept and shown to who operates the
/// service: it never holds personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    /// It may succeed later.
    Retry(String),
    /// It never will as it stands.
    GiveUp(String),
}

impl From<DbError> for JobError {
    fn from(error: DbError) -> Self {
        Self::Retry(error.to_string())
    }
}

type Rescue = dyn Fn(JobRun, String) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync;
type Run = dyn Fn(JobRun) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync;

/// Does the jobs of one kind. May be asked twice for the same job: what it
/// does must bear it.
#[derive(Clone)]
pub struct Handler {
    kind: &'static str,
    run: Arc<Run>,
    rescue: Option<Arc<Rescue>>,
}

impl Handler {
    /// The handler of a kind of work.
    pub fn new<F, Fut>(kind: &'static str, run: F) -> Self
    where
        F: Fn(JobRun) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        Self { kind, run: Arc::new(move |job| Box::pin(run(job))), rescue: None }
    }

    /// What is done with a job that is about to be given up, with the reason:
    /// when it succeeds the job is done, and its stream goes on.
    #[must_use]
    pub fn rescued_by<F, Fut>(mut self, rescue: F) -> Self
    where
        F: Fn(JobRun, String) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.rescue = Some(Arc::new(move |job, reason| Box::pin(rescue(job, reason))));
        self
    }

    /// The kind of work it does.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    pub(super) fn rescue(&self, job: JobRun, reason: String) -> Option<BoxFuture<'static, Result<(), JobError>>> {
        self.rescue.as_ref().map(|rescue| rescue(job, reason))
    }

    pub(super) fn run(&self, job: JobRun) -> BoxFuture<'static, Result<(), JobError>> {
        (self.run)(job)
    }
}
