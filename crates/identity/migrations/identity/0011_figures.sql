-- How each service is used, day by day in Paris: counts, nobody's name.
CREATE TABLE figures (
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    sign_ins BIGINT NOT NULL,
    people BIGINT NOT NULL,
    refusals BIGINT NOT NULL,
    PRIMARY KEY (client_id, day)
);
CREATE INDEX figures_age ON figures (day);
