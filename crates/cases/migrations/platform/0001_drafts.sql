-- Requests not sent yet. The competent instance may depend on an answer.
CREATE TABLE drafts (
    id UUID PRIMARY KEY,
    visitor TEXT NOT NULL,
    subject TEXT,
    authority TEXT NOT NULL,
    teleservice TEXT NOT NULL,
    instance TEXT NOT NULL,
    definition TEXT NOT NULL,
    answers JSONB NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    sending_to TEXT,
    sent_to TEXT
);
CREATE INDEX drafts_visitor ON drafts (visitor, teleservice);
CREATE INDEX drafts_subject ON drafts (subject, updated_at);
CREATE INDEX drafts_expiry ON drafts (expires_at);

-- Files joined to drafts.
CREATE TABLE draft_files (
    id UUID PRIMARY KEY,
    draft UUID NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX draft_files_draft ON draft_files (draft);

-- A citizen's requests across instances: a projection, rebuilt from them.
CREATE TABLE followed_cases (
    case_id UUID PRIMARY KEY,
    instance TEXT NOT NULL,
    subject TEXT NOT NULL,
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    authority TEXT NOT NULL,
    status_label TEXT NOT NULL,
    nature TEXT NOT NULL,
    version BIGINT NOT NULL,
    filed_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX followed_cases_subject ON followed_cases (subject, updated_at);
