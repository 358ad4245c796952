-- What lists of téléservices show, so that none of them reads a whole document.
ALTER TABLE definitions ADD COLUMN title TEXT NOT NULL DEFAULT '';
UPDATE definitions SET title = document ->> 'title';
