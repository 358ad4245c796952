-- Questions and blocks that authorities share: each author copies what she takes.
CREATE TABLE library (
    authority TEXT NOT NULL,
    label TEXT NOT NULL,
    field JSONB NOT NULL,
    kept_at BIGINT NOT NULL,
    kept_by TEXT NOT NULL,
    PRIMARY KEY (authority, label)
);
