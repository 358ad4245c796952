//! Taking jobs on PostgreSQL, where several workers write at once.

use crate::{Result, Tx, args};

/// Takes at most `$3` jobs due at `$1`, free at `$2`, until `$4`. What another
/// worker is taking is skipped; what it has just taken no longer passes the
/// condition, which is checked again under the lock.
pub(super) const CLAIM: &str = "
    WITH chosen AS MATERIALIZED (
        SELECT id FROM jobs AS job
        WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $2
          AND NOT EXISTS (
              SELECT 1 FROM jobs AS earlier
              WHERE earlier.stream = job.stream AND earlier.position < job.position AND earlier.state IN ('waiting', 'failed'))
        ORDER BY due_at, id LIMIT $3
        FOR UPDATE SKIP LOCKED)
    UPDATE jobs SET attempts = attempts + 1, fence = fence + 1, lease_until = $4
    FROM chosen WHERE jobs.id = chosen.id
    RETURNING jobs.id, kind, stream, payload, attempts, fence";

/// Makes those who add to a stream wait for each other until they commit, so
/// that positions follow the order of the commits.
pub(super) async fn lock_stream(tx: &mut Tx, stream: &str) -> Result<()> {
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || $1, 0))", args![stream]).await.map(drop)
}
