-- The lists of this space: their columns, and where their records come from.
CREATE TABLE referentials (
    slug TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    parent TEXT,
    is_public BOOLEAN NOT NULL,
    columns JSONB NOT NULL,
    source JSONB,
    version BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    fetched_at BIGINT,
    tried_at BIGINT,
    trouble TEXT
);

-- Their lines. The folded label sorts and is searched.
CREATE TABLE records (
    referential TEXT NOT NULL REFERENCES referentials (slug),
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    folded TEXT NOT NULL,
    parent TEXT,
    state TEXT NOT NULL,
    cells JSONB NOT NULL,
    version BIGINT NOT NULL,
    active_at BIGINT,
    withdrawn_at BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (referential, key)
);
CREATE INDEX records_by_label ON records (referential, state, folded, key);

-- What each record was before each change.
CREATE TABLE record_history (
    id UUID PRIMARY KEY,
    referential TEXT NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    origin UUID,
    before JSONB,
    version BIGINT NOT NULL
);
CREATE INDEX record_history_of ON record_history (referential, key, at);
CREATE INDEX record_history_origin ON record_history (origin, key) WHERE origin IS NOT NULL;

-- Files brought in: looked at, then applied, then perhaps taken back.
CREATE TABLE record_imports (
    id UUID PRIMARY KEY,
    referential TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    withdraws BOOLEAN NOT NULL,
    state TEXT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    withdrawn BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX record_imports_of ON record_imports (referential, id);
