-- How many requests led to this one, each opened by the one before.
ALTER TABLE cases ADD COLUMN depth BIGINT NOT NULL DEFAULT 0;
UPDATE cases SET depth = 1 WHERE channel = 'case';
