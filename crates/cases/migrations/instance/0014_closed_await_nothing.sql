-- A step that closed a request and asked something left it waiting: a closed request awaits nothing.
UPDATE completions SET dropped_at = asked_at
WHERE answered_at IS NULL AND dropped_at IS NULL AND case_id IN (SELECT id FROM cases WHERE NOT is_open);
UPDATE opinions SET dropped_at = asked_at
WHERE given_at IS NULL AND dropped_at IS NULL AND case_id IN (SELECT id FROM cases WHERE NOT is_open);
UPDATE cases SET is_asked = FALSE WHERE is_asked AND NOT is_open;
