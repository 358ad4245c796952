-- What a case answered before it went on under another version of its definition: kept as it was given.
CREATE TABLE former_answers (
    case_id UUID NOT NULL REFERENCES cases (id),
    -- 1 for what was filed
    number BIGINT NOT NULL,
    definition TEXT NOT NULL REFERENCES definitions (hash),
    answers JSONB NOT NULL,
    left_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, number)
);

-- Open cases that an administrator moves from one version to another, a few at a time.
CREATE TABLE version_moves (
    id UUID PRIMARY KEY,
    teleservice TEXT NOT NULL,
    from_hash TEXT NOT NULL REFERENCES definitions (hash),
    to_hash TEXT NOT NULL REFERENCES definitions (hash),
    to_since BIGINT NOT NULL,
    -- where the cases of statuses that are gone go
    statuses JSONB NOT NULL,
    asked_by UUID NOT NULL REFERENCES agents (id),
    asked_name TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX version_moves_of ON version_moves (teleservice, asked_at);
CREATE UNIQUE INDEX version_moves_under_way ON version_moves (from_hash) WHERE ended_at IS NULL;

-- Those that could not be moved, and why.
CREATE TABLE version_moves_refused (
    move UUID NOT NULL REFERENCES version_moves (id),
    case_id UUID NOT NULL REFERENCES cases (id),
    why TEXT NOT NULL,
    PRIMARY KEY (move, case_id)
);

CREATE INDEX cases_version ON cases (definition, id) WHERE is_open;
