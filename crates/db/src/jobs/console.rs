//! What the console shows of the jobs, and lets do with those that failed.

use kernel::{Moment, Timestamp, id::JobId};

use super::State;
use crate::{DbError, Result, Tx, args, record};

/// Lines of one page.
const PAGE: u32 = 50;

record! {
    /// How many jobs there are.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Counts {
        /// To be done, running ones included.
        pub waiting: i64,
        /// Being done.
        pub running: i64,
        /// Given up, to be replayed or abandoned.
        pub failed: i64,
        /// When the oldest one that waits was due.
        pub oldest_due: Option<Timestamp>,
    }
}

record! {
    /// A job, without its payload, which may be personal.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Line {
        /// Which.
        pub id: JobId,
        /// The kind of work.
        pub kind: String,
        /// Its stream.
        pub stream: Option<String>,
        /// Where it stands.
        pub state: State,
        /// Not before this business time.
        pub due_at: Timestamp,
        /// How many times it was taken.
        pub attempts: i64,
        /// Why the last run failed.
        pub last_error: Option<String>,
        /// When it was asked for.
        pub created_at: Timestamp,
        /// When it was settled.
        pub finished_at: Option<Timestamp>,
    }
}

/// Which jobs to show: all when empty.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those that stand there.
    pub state: Option<State>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// Only those of this stream.
    pub stream: Option<String>,
}

/// How many jobs there are; `wall` tells those that run.
pub async fn counts(tx: &mut Tx, wall: Timestamp) -> Result<Counts> {
    tx.one(
        "SELECT COUNT(*) FILTER (WHERE state = 'waiting') AS waiting,
                COUNT(*) FILTER (WHERE state = 'waiting' AND lease_until > $1) AS running,
                COUNT(*) FILTER (WHERE state = 'failed') AS failed,
                MIN(due_at) FILTER (WHERE state = 'waiting') AS oldest_due
         FROM jobs WHERE state IN ('waiting', 'failed')",
        args![wall],
    )
    .await
}

/// A page of jobs, newest first, older than `before`.
pub async fn page(tx: &mut Tx, filter: &Filter, before: Option<JobId>) -> Result<Vec<Line>> {
    tx.all(statement(filter), args![filter.kind.as_deref(), filter.stream.as_deref(), before, PAGE]).await
}

/// The state is written out: what failed has its own index.
pub(super) fn statement(filter: &Filter) -> String {
    let state = filter.state.map(|state| format!("state = '{}' AND ", state.as_str())).unwrap_or_default();
    format!(
        "SELECT id, kind, stream, state, due_at, attempts, last_error, created_at, finished_at FROM jobs
         WHERE {state}($1 IS NULL OR kind = $1) AND ($2 IS NULL OR stream = $2) AND ($3 IS NULL OR id < $3) ORDER BY id DESC LIMIT $4"
    )
}

/// Lets a failed job run again, from its first attempt.
///
/// # Errors
/// [`DbError::NotFound`] when no failed job has this id.
pub async fn replay(tx: &mut Tx, id: JobId, moment: &Moment) -> Result<()> {
    let touched = tx
        .execute(
            "UPDATE jobs SET state = 'waiting', attempts = 0, due_at = $2, lease_until = 0, finished_at = NULL
             WHERE id = $1 AND state = 'failed'",
            args![id, moment.now],
        )
        .await?;
    settled(tx, touched)
}

/// Sets a failed job aside: its stream goes on without it.
///
/// # Errors
/// [`DbError::NotFound`] when no failed job has this id.
pub async fn abandon(tx: &mut Tx, id: JobId, moment: &Moment) -> Result<()> {
    let touched = tx
        .execute(
            "UPDATE jobs SET state = 'abandoned', payload = 'null', finished_at = $2 WHERE id = $1 AND state = 'failed'",
            args![id, moment.wall],
        )
        .await?;
    settled(tx, touched)
}

/// Forgets the jobs done or abandoned before `before` (real time), and so
/// their keys: keep them longer than anything repeats.
pub async fn purge(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM jobs WHERE finished_at < $1 AND state IN ('done', 'abandoned')", args![before]).await
}

fn settled(tx: &mut Tx, touched: u64) -> Result<()> {
    if touched == 0 {
        return Err(DbError::NotFound);
    }
    tx.has_work();
    Ok(())
}
