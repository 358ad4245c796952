-- Passkeys: what proves possession is the private key, which stays with her.
CREATE TABLE passkeys (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential TEXT NOT NULL UNIQUE,
    public_key TEXT NOT NULL,
    name TEXT NOT NULL,
    uses BIGINT NOT NULL,
    is_synced BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkeys_account ON passkeys (account_id);

-- Challenges given to a browser, each answered once; only their digest is kept.
CREATE TABLE challenges (
    digest TEXT PRIMARY KEY,
    visitor TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX challenges_age ON challenges (expires_at);

-- Recovery codes, hashed as passwords are, a salt per set.
CREATE TABLE recovery_codes (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    salt TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (account_id, hash)
);

-- Browsers on which she signed in: strangers cannot lock her out of them.
CREATE TABLE known_browsers (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, digest)
);
CREATE INDEX known_browsers_age ON known_browsers (last_seen_at);

-- Her sign-ins, for her to recognise: the network is masked.
CREATE TABLE sign_ins (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    methods TEXT NOT NULL,
    browser TEXT NOT NULL,
    network TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sign_ins_account ON sign_ins (account_id, at);
CREATE INDEX sign_ins_age ON sign_ins (at);

-- What looks like an attack. The same thing again is the same open alert.
CREATE TABLE alerts (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail JSONB NOT NULL,
    times BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE UNIQUE INDEX alerts_open ON alerts (kind, subject) WHERE closed_at IS NULL;

-- Agents and partners' staff sign in with two factors, always.
ALTER TABLE accounts ADD COLUMN must_have_second_factor BOOLEAN NOT NULL DEFAULT FALSE;
