-- Where a work, and what was published from it, was copied from, and which version it last took in.
-- It outlives the work: what is published may be taken up again.
CREATE TABLE adoptions (
    work TEXT PRIMARY KEY,
    from_authority TEXT NOT NULL,
    teleservice TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (from_authority, teleservice)
);

-- Téléservices of others that are published here as they are.
CREATE TABLE switched_on (
    teleservice TEXT PRIMARY KEY,
    from_authority TEXT NOT NULL
);
