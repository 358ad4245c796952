-- What was asked of a citizen is awaited no more once her request is closed.
ALTER TABLE completions ADD COLUMN dropped_at BIGINT;
UPDATE completions SET dropped_at = asked_at
WHERE answered_at IS NULL AND case_id IN (SELECT id FROM cases WHERE NOT is_open);
UPDATE cases SET is_asked = FALSE WHERE is_asked AND NOT is_open;
