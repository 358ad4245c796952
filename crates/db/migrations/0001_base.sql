-- What every database keeps besides the tables of the parts.

-- Facts that happened: notifications, figures, projections only read them.
CREATE TABLE events (
    id UUID PRIMARY KEY,
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload JSONB NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX events_stream ON events (stream, id);

-- Work to do after the commit. A job with a stream is a line of the outbox:
-- done in order within its stream, one at a time.
CREATE TABLE jobs (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    stream TEXT,
    position BIGINT NOT NULL,
    key TEXT UNIQUE,
    payload JSONB NOT NULL,
    state TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    UNIQUE (stream, position)
);
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE state = 'waiting';
-- what holds the rest of its stream back
CREATE INDEX jobs_open ON jobs (stream, position) WHERE state IN ('waiting', 'failed');
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE lease_until > 0;
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

-- Answers given to commands that create: the same key gets the same answer.
CREATE TABLE idempotency_keys (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- Files, named by the SHA-256 of their content; erased with their last reference.
CREATE TABLE blobs (
    hash TEXT PRIMARY KEY,
    size BIGINT NOT NULL,
    refs BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Who did what. Sealed into a chain by a job; an erased detail leaves the chain valid.
CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail JSONB,
    salt TEXT NOT NULL,
    position BIGINT UNIQUE,
    digest TEXT,
    chain TEXT
);
CREATE INDEX audit_unsealed ON audit (id) WHERE position IS NULL;
CREATE INDEX audit_subject ON audit (subject, at);
