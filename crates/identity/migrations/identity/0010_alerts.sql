-- What became of an alert: who closed it, and what she says of it.
ALTER TABLE alerts ADD COLUMN closed_by TEXT;
ALTER TABLE alerts ADD COLUMN note TEXT;
CREATE INDEX alerts_closed ON alerts (kind, subject, closed_at) WHERE closed_at IS NOT NULL;
