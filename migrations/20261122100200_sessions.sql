-- Sessions of staff. Only a hash of the key in the cookie is kept.
CREATE TABLE sessions (
    key_hash          bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    account_id        uuid REFERENCES accounts (id),
    data              jsonb NOT NULL DEFAULT '{}',
    stage             text NOT NULL CHECK (stage IN ('pending_second_factor', 'enrolling', 'full')),
    created_at        timestamptz NOT NULL,
    last_seen_at      timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    -- The family alone ("Firefox"), to tell people where they are signed in.
    user_agent_family text
);

CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO referral_app;
