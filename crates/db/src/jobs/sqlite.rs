//! Taking jobs on SQLite, whose single writer keeps other workers away.

/// Takes at most `$3` jobs due at `$1`, free at `$2`, until `$4`.
pub(super) const CLAIM: &str = "
    UPDATE jobs SET attempts = attempts + 1, fence = fence + 1, lease_until = $4
    WHERE id IN (
        SELECT id FROM jobs AS job
        WHERE state = 'waiting' AND due_at <= $1 AND lease_until <= $2
          AND NOT EXISTS (
              SELECT 1 FROM jobs AS earlier
              WHERE earlier.stream = job.stream AND earlier.position < job.position AND earlier.state IN ('waiting', 'failed'))
        ORDER BY due_at, id LIMIT $3)
    RETURNING id, kind, stream, payload, attempts, fence";
