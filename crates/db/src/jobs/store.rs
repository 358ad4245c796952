//! The statements by which workers take jobs and settle them.

use kernel::{Moment, Timestamp};

use super::{Job, postgres, sqlite};
use crate::{Result, Tx, args, record};

/// Seconds a job stays with a worker that gives no more sign of life.
pub(super) const LEASE: i64 = 30;
/// Bytes kept of the reason of a failure.
const REASON: usize = 500;

record! {
    /// When a database wants to be looked at again.
    pub(super) struct Next {
        /// In business time, for a job not due yet.
        pub(super) due_at: Option<Timestamp>,
        /// In real time, for a lease that may end without its worker.
        pub(super) lease_until: Option<Timestamp>,
    }
}

/// Takes the jobs that can run now, at most `limit`; never two of one stream.
pub(super) async fn claim(tx: &mut Tx, moment: &Moment, limit: u32) -> Result<Vec<Job>> {
    let sql = if tx.is_postgres() { postgres::CLAIM } else { sqlite::CLAIM };
    tx.all(sql, args![moment.now, moment.wall, limit, lease_from(moment.wall)]).await
}

/// When there will be something to do here without a new job.
pub(super) async fn next(tx: &mut Tx, moment: &Moment) -> Result<Next> {
    tx.one(
        "SELECT (SELECT MIN(due_at) FROM jobs AS job
                 WHERE state = 'waiting' AND due_at > $1 AND lease_until <= $2
                   AND NOT EXISTS (
                       SELECT 1 FROM jobs AS earlier
                       WHERE earlier.stream = job.stream AND earlier.position < job.position
                         AND earlier.state IN ('waiting', 'failed'))) AS due_at,
                (SELECT MIN(lease_until) FROM jobs WHERE lease_until > 0 AND lease_until > $2) AS lease_until",
        args![moment.now, moment.wall],
    )
    .await
}

/// Keeps the job for its worker; `false` when another one has it.
pub(super) async fn renew(tx: &mut Tx, job: &Job, wall: Timestamp) -> Result<bool> {
    let sql = "UPDATE jobs SET lease_until = $3 WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    Ok(tx.execute(sql, args![job.id, job.fence, lease_from(wall)]).await? == 1)
}

/// The job is done and its payload forgotten; `false` when another worker has it.
pub(super) async fn complete(tx: &mut Tx, job: &Job, wall: Timestamp) -> Result<bool> {
    let sql = "UPDATE jobs SET state = 'done', payload = 'null', last_error = NULL, lease_until = 0, finished_at = $3
               WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    Ok(tx.execute(sql, args![job.id, job.fence, wall]).await? == 1)
}

/// The job will run again at `due`; `false` when another worker has it.
pub(super) async fn postpone(tx: &mut Tx, job: &Job, due: Timestamp, reason: &str) -> Result<bool> {
    let sql = "UPDATE jobs SET due_at = $3, last_error = $4, lease_until = 0 WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    Ok(tx.execute(sql, args![job.id, job.fence, due, shortened(reason)]).await? == 1)
}

/// The job will not run again by itself; `false` when another worker has it.
pub(super) async fn fail(tx: &mut Tx, job: &Job, wall: Timestamp, reason: &str) -> Result<bool> {
    let sql = "UPDATE jobs SET state = 'failed', last_error = $4, lease_until = 0, finished_at = $3
               WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    Ok(tx.execute(sql, args![job.id, job.fence, wall, shortened(reason)]).await? == 1)
}

fn lease_from(wall: Timestamp) -> Timestamp {
    later(wall, LEASE)
}

/// `seconds` after `at`.
pub(super) fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

fn shortened(reason: &str) -> &str {
    &reason[..reason.floor_char_boundary(REASON)]
}
