-- What the authorities offer: a projection of what their instances publish,
-- and information on what is not online yet.
CREATE TABLE offerings (
    id TEXT PRIMARY KEY,
    authority TEXT NOT NULL,
    teleservice TEXT NOT NULL,
    entry JSONB NOT NULL,
    kind TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX offerings_authority ON offerings (authority, teleservice);
