-- Who refers to a file, by name: referring twice is referring once, letting go
-- twice is letting go once. blobs.refs counts these rows, and its lock makes
-- whoever refers and whoever erases wait for each other.
CREATE TABLE blob_holders (
    kind TEXT NOT NULL,
    id UUID NOT NULL,
    hash TEXT NOT NULL REFERENCES blobs (hash),
    since BIGINT NOT NULL,
    PRIMARY KEY (kind, id, hash)
);
CREATE INDEX blob_holders_hash ON blob_holders (hash);
