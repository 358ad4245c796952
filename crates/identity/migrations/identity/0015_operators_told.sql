-- When operators were last written to about what waits for them, and how recent
-- the latest of it was.
CREATE TABLE operators_told (
    queue TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    latest BIGINT NOT NULL
);
