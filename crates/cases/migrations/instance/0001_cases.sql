-- Definitions published in this instance, immutable, named by their content.
CREATE TABLE definitions (
    hash TEXT PRIMARY KEY,
    teleservice TEXT NOT NULL,
    document JSONB NOT NULL,
    created_at BIGINT NOT NULL
);

-- What is offered now. A shared definition is the Métropole's: locked here.
CREATE TABLE published (
    teleservice TEXT PRIMARY KEY,
    hash TEXT NOT NULL REFERENCES definitions (hash),
    origin TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

-- Who stands behind the logical names of definitions: function → team.
CREATE TABLE bindings (
    teleservice TEXT NOT NULL,
    function TEXT NOT NULL,
    team TEXT NOT NULL,
    PRIMARY KEY (teleservice, function)
);

CREATE TABLE teams (
    slug TEXT PRIMARY KEY,
    label TEXT NOT NULL
);

CREATE TABLE agents (
    id UUID PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    rights TEXT NOT NULL,
    suspended_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE memberships (
    agent UUID NOT NULL REFERENCES agents (id),
    team TEXT NOT NULL REFERENCES teams (slug),
    PRIMARY KEY (agent, team)
);

-- Requests. Index columns are written by the program from the state.
CREATE TABLE cases (
    id UUID PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    teleservice TEXT NOT NULL,
    definition TEXT NOT NULL REFERENCES definitions (hash),
    title TEXT NOT NULL,
    version BIGINT NOT NULL,
    state JSONB NOT NULL,
    answers JSONB NOT NULL,
    status TEXT NOT NULL,
    nature TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    priority BIGINT NOT NULL,
    team TEXT,
    assignee UUID,
    due_on TEXT,
    awaits_agent BOOLEAN NOT NULL,
    subject TEXT,
    citizen_name TEXT NOT NULL,
    citizen_folded TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    tracking_digest TEXT UNIQUE,
    authority TEXT NOT NULL,
    listed TEXT,
    channel TEXT NOT NULL,
    moved_to TEXT,
    filed_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX cases_open ON cases (filed_at, id) WHERE is_open;
CREATE INDEX cases_team ON cases (team, filed_at, id) WHERE is_open;
CREATE INDEX cases_assignee ON cases (assignee, filed_at, id) WHERE is_open;
CREATE INDEX cases_closed ON cases (closed_at, id) WHERE NOT is_open;
CREATE INDEX cases_name ON cases (citizen_folded, filed_at, id);
CREATE INDEX cases_subject ON cases (subject, filed_at);

-- What happened to a case, in order, never changed.
CREATE TABLE journal (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT,
    visible BOOLEAN NOT NULL
);
CREATE INDEX journal_case ON journal (case_id, at, id);

-- The thread between the citizen and the service.
CREATE TABLE messages (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    at BIGINT NOT NULL,
    author TEXT NOT NULL,
    who TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX messages_case ON messages (case_id, at, id);

CREATE TABLE attachments (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    field TEXT,
    origin TEXT NOT NULL,
    visible BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    hash TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX attachments_case ON attachments (case_id, at, id);

-- What the citizen is asked to add.
CREATE TABLE completions (
    id UUID PRIMARY KEY,
    case_id UUID NOT NULL REFERENCES cases (id),
    items JSONB NOT NULL,
    due_on TEXT,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX completions_case ON completions (case_id, asked_at);
