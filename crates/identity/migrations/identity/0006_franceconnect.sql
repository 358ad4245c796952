-- Who somebody is for FranceConnect: one account each way. The key is
-- FranceConnect's own identifier of her, never her address.
CREATE TABLE fc_links (
    sub TEXT PRIMARY KEY,
    account_id UUID NOT NULL UNIQUE REFERENCES accounts (id) ON DELETE CASCADE,
    linked_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- People who are at FranceConnect: what must come back, and to which browser.
-- State and nonce are digests, the verifier is sealed.
CREATE TABLE fc_requests (
    state TEXT PRIMARY KEY,
    visitor TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    account_id UUID REFERENCES accounts (id) ON DELETE CASCADE,
    request TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX fc_requests_age ON fc_requests (created_at);

-- Identities that wait for what their owner decides: one per browser, sealed.
-- `address` is the one that she wants for a new account, sealed too; `confirms`
-- is the digest of the link that was sent there.
CREATE TABLE fc_arrivals (
    visitor TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    request TEXT,
    address TEXT,
    confirms TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX fc_arrivals_age ON fc_arrivals (created_at);

-- What ends, with a session of ours, the one at FranceConnect that it came from. Sealed.
CREATE TABLE fc_sessions (
    session_id UUID PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
    id_token TEXT NOT NULL
);
