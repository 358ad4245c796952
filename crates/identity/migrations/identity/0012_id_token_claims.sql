-- The claims asked in the ID token itself (Core §5.5), by name.
ALTER TABLE grants ADD COLUMN in_id_token JSONB NOT NULL DEFAULT '[]';
