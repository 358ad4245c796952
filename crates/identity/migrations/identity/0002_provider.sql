-- Services that ask who somebody is.
CREATE TABLE clients (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    sector TEXT NOT NULL,
    redirect_uris JSONB NOT NULL,
    post_logout_uris JSONB NOT NULL,
    backchannel_uri TEXT,
    scopes TEXT NOT NULL,
    asks_consent BOOLEAN NOT NULL,
    is_ours BOOLEAN NOT NULL,
    suspended_at BIGINT,
    created_at BIGINT NOT NULL
);

-- Two secrets are valid together while one replaces the other.
CREATE TABLE client_secrets (
    digest TEXT PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
);
CREATE INDEX client_secrets_client ON client_secrets (client_id);

-- Authorization requests under way, each bound to the browser that brought it.
CREATE TABLE requests (
    id TEXT PRIMARY KEY,
    visitor TEXT NOT NULL,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    parameters JSONB NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX requests_age ON requests (created_at);

-- What a client knows a session as: the sid of its tokens.
CREATE TABLE client_sessions (
    sid TEXT PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    opened_at BIGINT NOT NULL,
    UNIQUE (session_id, client_id)
);

-- One authorization: what a code gave, and every token that came of it.
CREATE TABLE grants (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    sid TEXT NOT NULL REFERENCES client_sessions (sid) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    methods TEXT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX grants_person ON grants (account_id, client_id);
CREATE INDEX grants_session ON grants (sid);

CREATE TABLE codes (
    digest TEXT PRIMARY KEY,
    grant_id UUID NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    nonce TEXT,
    challenge TEXT,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX codes_grant ON codes (grant_id);

CREATE TABLE access_tokens (
    digest TEXT PRIMARY KEY,
    grant_id UUID NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_tokens_grant ON access_tokens (grant_id);
CREATE INDEX access_tokens_age ON access_tokens (expires_at);

CREATE TABLE refresh_tokens (
    digest TEXT PRIMARY KEY,
    grant_id UUID NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX refresh_tokens_grant ON refresh_tokens (grant_id);

-- The ledger of consents: a line per act, closed when withdrawn, never changed otherwise.
CREATE TABLE consents (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    scopes TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    withdrawn_at BIGINT
);
CREATE INDEX consents_person ON consents (account_id, client_id);

-- Keys that sign tokens; the private half is sealed.
CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    public JSONB NOT NULL,
    private TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
