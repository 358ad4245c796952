-- Lists that speak of people: what a request wrote there is erased with it.
ALTER TABLE referentials ADD COLUMN is_personal BOOLEAN NOT NULL DEFAULT FALSE;
