-- What the antivirus says of a file, by the identifier that a file keeps from its draft to its case.
-- A file that is not here arrived when there was no antivirus.
CREATE TABLE examinations (
    file UUID PRIMARY KEY,
    hash TEXT NOT NULL,
    verdict TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    judged_at BIGINT
);
CREATE INDEX examinations_waiting ON examinations (asked_at, file) WHERE verdict = 'waiting';
