-- When the owner of an account left unused was warned, and when the account of
-- whoever asked for it will be deleted. Business time, as the last use.
ALTER TABLE accounts ADD COLUMN warned_at BIGINT;
ALTER TABLE accounts ADD COLUMN warned_last_at BIGINT;
ALTER TABLE accounts ADD COLUMN closes_at BIGINT;
CREATE INDEX accounts_use ON accounts (last_used_at, id);
CREATE INDEX accounts_closing ON accounts (closes_at) WHERE closes_at IS NOT NULL;

-- The daily look at unused accounts: when it last ran, and since when it is
-- stopped because the clock jumped. One row.
CREATE TABLE inactivity (
    id BIGINT PRIMARY KEY,
    ran_at BIGINT,
    stopped_at BIGINT
);
INSERT INTO inactivity (id) VALUES (1);

-- Accounts deleted, for each client that knew them, under the name it knew.
-- Positions are given after the commit, by one at a time.
CREATE TABLE departures (
    id UUID PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    departed_at BIGINT NOT NULL,
    position BIGINT UNIQUE,
    UNIQUE (client_id, subject)
);
CREATE INDEX departures_feed ON departures (client_id, position);
CREATE INDEX departures_new ON departures (id) WHERE position IS NULL;
CREATE INDEX departures_age ON departures (departed_at);

-- The last position given. One row.
CREATE TABLE feed_head (
    id BIGINT PRIMARY KEY,
    position BIGINT NOT NULL
);
INSERT INTO feed_head (id, position) VALUES (1, 0);

-- Erasures that the ledger outside the databases does not hold yet.
CREATE TABLE erasures (
    digest TEXT PRIMARY KEY,
    erased_at BIGINT NOT NULL
);

-- Where a client is told of deleted accounts.
ALTER TABLE clients ADD COLUMN events_uri TEXT;
