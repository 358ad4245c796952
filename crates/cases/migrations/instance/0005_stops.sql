-- What could not be done on a case, with what it takes to do it again.
CREATE TABLE stops (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT NOT NULL,
    undone JSONB NOT NULL,
    settled_at BIGINT
);
CREATE INDEX stops_case ON stops (case_id, at, id);

-- Whether something of it remains: kept with the case, so that lists need not look further.
ALTER TABLE cases ADD COLUMN is_stopped BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX cases_stopped ON cases (filed_at, id) WHERE is_stopped;
CREATE INDEX cases_stopped_team ON cases (COALESCE(team, ''), filed_at, id) WHERE is_stopped;
