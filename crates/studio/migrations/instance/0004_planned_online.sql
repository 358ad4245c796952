-- A publication may be planned in production for a work that is written in the
-- test space: a plan no longer needs its work beside it.
CREATE TABLE planned_of_works (
    work TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    planned_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    live_hash TEXT
);
INSERT INTO planned_of_works (work, hash, due_at, planned_by, version, live_hash)
    SELECT work, hash, due_at, planned_by, version, live_hash FROM planned;
DROP TABLE planned;
ALTER TABLE planned_of_works RENAME TO planned;
