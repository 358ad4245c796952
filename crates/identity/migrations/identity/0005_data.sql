-- What is known of a person, datum by datum, and who says it. The names are
-- here and nowhere else; the address for letters is the account's.
CREATE TABLE attributes (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    datum TEXT NOT NULL,
    value TEXT NOT NULL,
    source TEXT NOT NULL,
    certified_at BIGINT,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, datum)
);
INSERT INTO attributes (account_id, datum, value, source, updated_at)
    SELECT id, 'given_name', given_name, 'self', created_at FROM accounts;
INSERT INTO attributes (account_id, datum, value, source, updated_at)
    SELECT id, 'family_name', family_name, 'self', created_at FROM accounts;
ALTER TABLE accounts DROP COLUMN given_name;
ALTER TABLE accounts DROP COLUMN family_name;

-- What a client may ask to know, datum by datum, with its reason; and how long it keeps it.
ALTER TABLE clients ADD COLUMN needs JSONB NOT NULL DEFAULT '[]';
ALTER TABLE clients ADD COLUMN keeps_for TEXT NOT NULL DEFAULT '';

-- The answer of a person about one datum and one client, as it stands. How it
-- came to stand so is in the audit trail, act by act.
CREATE TABLE agreements (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    datum TEXT NOT NULL,
    given BOOLEAN NOT NULL,
    answered_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, client_id, datum)
);
INSERT INTO agreements (account_id, client_id, datum, given, answered_at, expires_at)
    SELECT account_id, client_id, 'given_name', TRUE, MAX(given_at), MAX(given_at) + 31536000000000
    FROM consents WHERE withdrawn_at IS NULL AND scopes LIKE '%profile%' GROUP BY account_id, client_id;
INSERT INTO agreements (account_id, client_id, datum, given, answered_at, expires_at)
    SELECT account_id, client_id, 'family_name', TRUE, MAX(given_at), MAX(given_at) + 31536000000000
    FROM consents WHERE withdrawn_at IS NULL AND scopes LIKE '%profile%' GROUP BY account_id, client_id;
INSERT INTO agreements (account_id, client_id, datum, given, answered_at, expires_at)
    SELECT account_id, client_id, 'email', TRUE, MAX(given_at), MAX(given_at) + 31536000000000
    FROM consents WHERE withdrawn_at IS NULL AND scopes LIKE '%email%' GROUP BY account_id, client_id;

-- The clients that know a person, under which name they will be told that she
-- is gone; and until when she agreed that they do, when they ask.
CREATE TABLE acquaintances (
    account_id UUID NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    since BIGINT NOT NULL,
    agreed_until BIGINT,
    PRIMARY KEY (account_id, client_id)
);
INSERT INTO acquaintances (account_id, client_id, since, agreed_until)
    SELECT account_id, client_id, MIN(given_at), MAX(CASE WHEN withdrawn_at IS NULL THEN given_at + 31536000000000 END)
    FROM consents GROUP BY account_id, client_id;
DROP TABLE consents;

-- Every text of the consent page that was agreed to, by its digest.
CREATE TABLE consent_texts (
    digest TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    shown_at BIGINT NOT NULL
);
UPDATE clients SET needs = '[{"datum":"given_name","why":"Remplir vos démarches sans retaper cette information.","required":true},{"datum":"family_name","why":"Remplir vos démarches sans retaper cette information.","required":true},{"datum":"email","why":"Vous écrire au sujet de vos démarches.","required":true}]'
    WHERE scopes LIKE '%profile%' AND scopes LIKE '%email%';

-- Data asked one by one in a request, besides those of its scopes (Core §5.5).
ALTER TABLE grants ADD COLUMN single JSONB NOT NULL DEFAULT '[]';
