-- The other programs that this space calls: where they are, how we prove who we are. The secret is sealed.
CREATE TABLE connectors (
    slug TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    url TEXT NOT NULL,
    proof TEXT NOT NULL,
    -- the user's name, or the header's; nothing for the other proofs
    name TEXT NOT NULL,
    secret TEXT,
    seconds BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- Which of them stands behind a name of a téléservice.
CREATE TABLE connector_bindings (
    teleservice TEXT NOT NULL,
    name TEXT NOT NULL,
    connector TEXT NOT NULL REFERENCES connectors (slug),
    PRIMARY KEY (teleservice, name)
);

-- What came of the last calls. Nothing of what was sent or answered is kept.
CREATE TABLE connector_calls (
    id UUID PRIMARY KEY,
    connector TEXT NOT NULL REFERENCES connectors (slug),
    at BIGINT NOT NULL,
    -- the number of the case; nothing for a try
    about TEXT,
    outcome TEXT NOT NULL,
    status BIGINT,
    millis BIGINT NOT NULL
);
CREATE INDEX connector_calls_latest ON connector_calls (connector, at, id);
