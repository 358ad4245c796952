-- The register of consents reads the trail by kind of act, in the order of the chain.
CREATE INDEX audit_action ON audit (action, position);
-- Sessions that ended are forgotten two days later.
CREATE INDEX sessions_ended ON sessions (ended_at) WHERE ended_at IS NOT NULL;
