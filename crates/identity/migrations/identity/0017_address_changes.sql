-- Another address asked for an account, until both mailboxes said yes, or the old
-- one said nothing for a week. `browser` is the one that asked, for the letters.
CREATE TABLE address_changes (
    account_id UUID PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    browser TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    new_confirmed_at BIGINT,
    old_confirmed_at BIGINT
);
CREATE INDEX address_changes_due ON address_changes (asked_at);
