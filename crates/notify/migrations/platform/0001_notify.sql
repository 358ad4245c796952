-- Notices shown to a person in the application.
CREATE TABLE notices (
    id UUID PRIMARY KEY,
    subject TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    href TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    UNIQUE (subject, key)
);
CREATE INDEX notices_of ON notices (subject, id);
CREATE INDEX notices_unread ON notices (subject) WHERE read_at IS NULL;
CREATE INDEX notices_age ON notices (created_at);

-- What was sent outside, without address nor content.
CREATE TABLE sendings (
    id UUID PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    purpose TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    reason TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX sendings_state ON sendings (state, id);
CREATE INDEX sendings_age ON sendings (at);
