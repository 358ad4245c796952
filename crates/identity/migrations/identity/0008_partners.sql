-- Organisations that connect services: asked for by a person, accepted or not
-- by the Métropole, suspended with every service at once.
CREATE TABLE organisations (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    siret TEXT,
    why TEXT NOT NULL,
    contact TEXT NOT NULL,
    asked_by UUID REFERENCES accounts (id) ON DELETE SET NULL,
    asked_at BIGINT NOT NULL,
    decided_at BIGINT,
    decision TEXT,
    decision_reason TEXT,
    suspended_at BIGINT
);
-- one request at a time
CREATE UNIQUE INDEX organisations_asked ON organisations (asked_by) WHERE decision IS NULL;

-- What a person may do for an organisation: a line per role.
CREATE TABLE members (
    organisation_id UUID NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, account_id, role)
);
CREATE INDEX members_account ON members (account_id);

-- Roles that wait for the owner of an address.
CREATE TABLE invitations (
    id UUID PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    roles TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    UNIQUE (organisation_id, email_key)
);
CREATE INDEX invitations_address ON invitations (email_key);
CREATE INDEX invitations_age ON invitations (expires_at);

-- Whose service a client is, on which stage, what for as people read it, where
-- its sign-in starts, and which service on trial it came from.
ALTER TABLE clients ADD COLUMN organisation_id UUID REFERENCES organisations (id);
ALTER TABLE clients ADD COLUMN stage TEXT NOT NULL DEFAULT 'production';
ALTER TABLE clients ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE clients ADD COLUMN login_uri TEXT;
ALTER TABLE clients ADD COLUMN integration_id TEXT REFERENCES clients (id);
CREATE INDEX clients_organisation ON clients (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE UNIQUE INDEX clients_integration ON clients (integration_id) WHERE integration_id IS NOT NULL;

-- What a developer would have live, decided by the Métropole; one at a time.
CREATE TABLE proposals (
    id UUID PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    organisation_id UUID NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    declared JSONB NOT NULL,
    kind TEXT NOT NULL,
    asked_by UUID REFERENCES accounts (id) ON DELETE SET NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    decision TEXT,
    reason TEXT
);
CREATE UNIQUE INDEX proposals_waiting ON proposals (client_id) WHERE decision IS NULL;
CREATE INDEX proposals_client ON proposals (client_id, asked_at);

-- When a person last signed in to a client, whole: tokens were given.
ALTER TABLE acquaintances ADD COLUMN signed_in_at BIGINT;
