-- What was live when a publication was planned: another version live on the day
-- is not overwritten. Empty when nothing was live; null for older plans.
ALTER TABLE planned ADD COLUMN live_hash TEXT;
