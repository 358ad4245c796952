-- The records that a case wrote: what « its record » means later, and what is
-- forgotten with it.
CREATE TABLE case_records (
    case_id UUID NOT NULL REFERENCES cases (id),
    list TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (case_id, list, key)
);
