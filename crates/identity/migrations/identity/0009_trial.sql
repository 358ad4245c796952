-- « Tester mon client »: the last trial of a service on its integration stage.
-- Only the sign-ins of whoever started it count, until it ends.
CREATE TABLE trials (
    id UUID PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE REFERENCES clients (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX trials_account ON trials (account_id);

-- What came of each check, by its name; none while nothing was seen.
CREATE TABLE trial_outcomes (
    trial_id UUID NOT NULL REFERENCES trials (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL,
    finding TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (trial_id, name)
);

-- Its sign-ins: the lie of each, and digests of what must be new each time.
CREATE TABLE trial_sign_ins (
    grant_id UUID PRIMARY KEY REFERENCES grants (id) ON DELETE CASCADE,
    trial_id UUID NOT NULL REFERENCES trials (id) ON DELETE CASCADE,
    lie TEXT,
    state TEXT,
    nonce TEXT,
    challenge TEXT
);
CREATE INDEX trial_sign_ins_trial ON trial_sign_ins (trial_id);
