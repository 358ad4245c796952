-- Until when the sensitive answers of a case that is over are kept; NULL while it is not, and once they are erased.
ALTER TABLE cases ADD COLUMN sensitive_until BIGINT;
CREATE INDEX cases_sensitive ON cases (sensitive_until) WHERE sensitive_until IS NOT NULL;
