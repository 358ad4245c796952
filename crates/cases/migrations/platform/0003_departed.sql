-- People whose account was deleted, by the name this platform knew: what is
-- told later of their requests is not followed any more.
CREATE TABLE departed (
    subject TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
