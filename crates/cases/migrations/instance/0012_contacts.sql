-- How a team is reached and when: what stands here behind the sender and the
-- opening hours of the téléservices that it processes. Nothing said: the
-- authority's, and office hours.
ALTER TABLE teams ADD COLUMN public_name TEXT NOT NULL DEFAULT '';
ALTER TABLE teams ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE teams ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE teams ADD COLUMN hours JSONB;
-- The professional telephone on which an agent receives text messages.
ALTER TABLE agents ADD COLUMN mobile TEXT;
