-- Definitions brought in together by the command line, with what was live before: the last ones can be taken back.
CREATE TABLE imports (
    number BIGINT PRIMARY KEY,
    imported_at BIGINT NOT NULL
);

CREATE TABLE imported (
    import BIGINT NOT NULL REFERENCES imports (number) ON DELETE CASCADE,
    teleservice TEXT NOT NULL,
    hash TEXT NOT NULL REFERENCES definitions (hash),
    -- nothing when it is new here
    previous TEXT REFERENCES definitions (hash),
    PRIMARY KEY (import, teleservice)
);
