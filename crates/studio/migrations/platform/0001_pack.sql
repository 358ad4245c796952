-- What authorities offer to each other, as it was offered: a later version is another document.
CREATE TABLE pack_documents (
    hash TEXT PRIMARY KEY,
    document JSONB NOT NULL
);

-- The téléservices that authorities offer to each other, each in its latest version.
CREATE TABLE pack (
    authority TEXT NOT NULL,
    teleservice TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES pack_documents (hash),
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    offered_by TEXT NOT NULL,
    -- how many times it was offered
    version BIGINT NOT NULL,
    withdrawn_at BIGINT,
    PRIMARY KEY (authority, teleservice)
);
