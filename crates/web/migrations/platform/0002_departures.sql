-- How far our sites have read the feed of deleted accounts. It is beside what
-- they keep of people: a restored backup reads again what it missed.
CREATE TABLE departures_read (
    client TEXT PRIMARY KEY,
    position BIGINT NOT NULL
);
