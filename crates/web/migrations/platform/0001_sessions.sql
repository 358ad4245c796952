-- Sessions of the portal, the desk and the console, clients of the identity provider.
CREATE TABLE site_sessions (
    id UUID PRIMARY KEY,
    site TEXT NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    provider_session TEXT,
    claims JSONB NOT NULL,
    id_token TEXT NOT NULL,
    access_token TEXT NOT NULL,
    authenticated_at BIGINT NOT NULL,
    second_factor BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    checked_at BIGINT NOT NULL
);
CREATE INDEX site_sessions_provider ON site_sessions (provider_session);
CREATE INDEX site_sessions_subject ON site_sessions (subject);
CREATE INDEX site_sessions_age ON site_sessions (seen_at);

-- Sign-ins under way: what must come back from the identity provider.
CREATE TABLE sign_ins (
    state_digest TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    back_to TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX sign_ins_age ON sign_ins (created_at);

-- Forms sent by somebody whose session had ended, kept until she is back.
CREATE TABLE parked_forms (
    id UUID PRIMARY KEY,
    site TEXT NOT NULL,
    visitor TEXT NOT NULL,
    path TEXT NOT NULL,
    fields JSONB NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX parked_forms_age ON parked_forms (created_at);
