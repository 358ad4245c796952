-- Opinions that agents ask of other teams, or of a colleague, on a case. Whoever is
-- asked reads the case while the opinion is neither given nor given up.
CREATE TABLE opinions (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    team TEXT REFERENCES teams (slug),
    agent UUID REFERENCES agents (id),
    -- the team or the agent, as agents read it
    whose TEXT NOT NULL,
    question TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    due_on TEXT,
    reminded_at BIGINT,
    stance TEXT,
    body TEXT,
    files JSONB NOT NULL,
    given_by TEXT,
    given_at BIGINT,
    dropped_at BIGINT
);
CREATE INDEX opinions_case ON opinions (case_id, asked_at, id);
CREATE INDEX opinions_pending ON opinions (due_on, asked_at, id) WHERE given_at IS NULL AND dropped_at IS NULL;
