-- How far the ledger of erasures went when it was last written: its length and
-- its digest. One row. A ledger that no longer holds that much was lost.
CREATE TABLE ledger_mark (
    id BIGINT PRIMARY KEY,
    length BIGINT NOT NULL,
    digest TEXT NOT NULL
);
INSERT INTO ledger_mark (id, length, digest) VALUES (1, 0, '');
