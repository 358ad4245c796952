-- People who have an account. The key is the address in lower case.
CREATE TABLE accounts (
    id UUID PRIMARY KEY,
    email_key TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    password TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    confirmed_at BIGINT,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX accounts_unconfirmed ON accounts (created_at) WHERE confirmed_at IS NULL;

-- Secrets of one-time codes, sealed. The last step used makes a code serve once.
CREATE TABLE second_factors (
    account_id UUID PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Sign-on sessions: one per browser, shared by every client.
CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_digest TEXT NOT NULL UNIQUE,
    methods TEXT NOT NULL,
    browser TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_age ON sessions (seen_at);

-- One-use tokens: links of e-mails, steps between two pages. Only their digest is kept.
CREATE TABLE tickets (
    digest TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    visitor TEXT NOT NULL,
    request TEXT,
    secret TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX tickets_account ON tickets (account_id, purpose);
CREATE INDEX tickets_age ON tickets (expires_at);

-- Failed attempts, by account, address or client; nothing here names a person.
CREATE TABLE throttles (
    key TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    since BIGINT NOT NULL,
    locked_until BIGINT NOT NULL
);
CREATE INDEX throttles_age ON throttles (since);

-- Secrets of the provider itself, sealed.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
