//! Work to do after the commit: the jobs, and the outbox, which is jobs in streams.
//!
//! Invariants: a job exists if and only if the change that asked for it was
//! committed; the jobs of a stream run one at a time, in the order of the
//! commits; a job runs at least once, and a worker whose lease ended cannot
//! settle it any more. A job that failed for good holds its stream back until
//! somebody replays or abandons it.
//!
//! Due times are business time, so that the demo can move them; leases are
//! real time.

mod agenda;
pub mod console;
mod handler;
mod postgres;
mod runner;
mod schedule;
mod sqlite;
mod store;
#[cfg(test)]
mod tests;
mod work;

use kernel::{Moment, Timestamp, id::JobId};
use serde::Serialize;

pub use console::{Counts, Filter, Line, abandon, counts, page, purge, replay};
pub use handler::{Handler, Job, JobError, JobRun};
pub use runner::Runner;
pub use schedule::Schedule;

use crate::{Result, Tx, args, record};

crate::text_enum! {
    /// Where a job stands.
    pub enum State {
        /// To be done, or being done.
        Waiting = "waiting",
        /// Done.
        Done = "done",
        /// Given up; holds its stream back.
        Failed = "failed",
        /// Set aside by somebody; its stream goes on.
        Abandoned = "abandoned",
    }
}

/// Work asked for.
#[derive(Debug, Clone)]
pub struct NewJob {
    kind: &'static str,
    payload: serde_json::Value,
    stream: Option<String>,
    key: Option<String>,
    due: Option<Timestamp>,
}

impl NewJob {
    /// Work for the handler of this kind, as soon as it is committed.
    pub fn new(kind: &'static str, payload: impl Serialize) -> Self {
        // invariant: payloads are plain data, which always serialise
        let payload = serde_json::to_value(payload).unwrap_or_default();
        Self { kind, payload, stream: None, key: None, due: None }
    }

    /// After everything asked before it in this stream.
    #[must_use]
    pub fn stream(mut self, stream: impl Into<String>) -> Self {
        self.stream = Some(stream.into());
        self
    }

    /// Once for all with this key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Not before this business time.
    #[must_use]
    pub const fn due(mut self, due: Timestamp) -> Self {
        self.due = Some(due);
        self
    }
}

/// Asks for work, to be done if this transaction commits. Does nothing when
/// the job's key is known already.
pub async fn enqueue(tx: &mut Tx, moment: &Moment, job: NewJob) -> Result<()> {
    if let (true, Some(stream)) = (tx.is_postgres(), &job.stream) {
        postgres::lock_stream(tx, stream).await?;
    }
    let id: JobId = moment.id();
    tx.execute(
        "INSERT INTO jobs (id, kind, stream, position, key, payload, state, due_at, attempts, lease_until, fence, created_at)
         VALUES ($1, $2, $3, (SELECT COALESCE(MAX(position), 0) + 1 FROM jobs WHERE stream = $3), $4, $5, $6, $7, 0, 0, 0, $8)
         ON CONFLICT (key) DO NOTHING",
        args![id, job.kind, job.stream, job.key, job.payload, State::Waiting, job.due.unwrap_or(moment.now), moment.wall],
    )
    .await?;
    tx.has_work();
    Ok(())
}

record! { struct Left { kind: String } }

/// The kinds of what a stream has still to do, what failed included, besides this job.
///
/// # Errors
/// When they cannot be read.
pub async fn left_in(tx: &mut Tx, stream: &str, besides: Option<JobId>) -> Result<Vec<String>> {
    let sql = "SELECT kind FROM jobs WHERE stream = $1 AND state IN ('waiting', 'failed') AND ($2 IS NULL OR id <> $2) ORDER BY position";
    Ok(tx.all::<Left>(sql, args![stream, besides]).await?.into_iter().map(|left| left.kind).collect())
}
