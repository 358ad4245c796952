-- How a client speaks: its way of proving who it is, its keys, its algorithms.
ALTER TABLE clients ADD COLUMN protocol JSONB NOT NULL DEFAULT '{}';
-- Who is written to about it.
ALTER TABLE clients ADD COLUMN contact TEXT;

-- How many times its client was told that this secret grows old.
ALTER TABLE client_secrets ADD COLUMN reminders BIGINT NOT NULL DEFAULT 0;

ALTER TABLE signing_keys ADD COLUMN algorithm TEXT NOT NULL DEFAULT 'ES256';

-- The thumbprint of the client's key that a code waits for, that a token is bound to.
ALTER TABLE codes ADD COLUMN key_thumbprint TEXT;
ALTER TABLE access_tokens ADD COLUMN key_thumbprint TEXT;

-- Authorization requests pushed by clients, each for one use.
CREATE TABLE pushed_requests (
    digest TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    parameters JSONB NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pushed_requests_age ON pushed_requests (expires_at);

-- Access tokens of programs: no person, no session.
CREATE TABLE program_tokens (
    digest TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    key_thumbprint TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX program_tokens_age ON program_tokens (expires_at);

-- Assertions and proofs that were shown: each serves once.
CREATE TABLE spent_proofs (
    digest TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX spent_proofs_age ON spent_proofs (expires_at);

-- What clients were refused and why, for their developers: nothing of what they sent.
CREATE TABLE client_errors (
    id UUID PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    endpoint TEXT NOT NULL,
    error TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX client_errors_client ON client_errors (client_id, at);
CREATE INDEX client_errors_age ON client_errors (at);
