-- Téléservices being written. The document may be incomplete or wrong.
CREATE TABLE works (
    slug TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    document JSONB NOT NULL,
    -- the published definition it started from, if any
    base TEXT,
    -- the step of its history that is shown now
    step BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);

-- What a work was after each change: undone steps stay until another way is taken.
CREATE TABLE work_steps (
    work TEXT NOT NULL REFERENCES works (slug) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    -- of the work, when this step was last shown: what an author saw
    version BIGINT NOT NULL,
    document JSONB NOT NULL,
    said TEXT NOT NULL,
    done_by TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    PRIMARY KEY (work, number)
);

-- What authors say to each other, about a place of the document.
CREATE TABLE work_comments (
    id UUID PRIMARY KEY,
    work TEXT NOT NULL REFERENCES works (slug) ON DELETE CASCADE,
    place TEXT NOT NULL,
    said TEXT NOT NULL,
    said_by TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX work_comments_of_work ON work_comments (work, said_at);

-- Publications that wait for their day.
CREATE TABLE planned (
    work TEXT PRIMARY KEY REFERENCES works (slug) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    planned_by TEXT NOT NULL,
    version BIGINT NOT NULL
);
