-- Ways to an account: an invitation by an administrator, or a request that confirms its mailbox and is then approved.
CREATE TABLE invitations (
    id          uuid PRIMARY KEY,
    -- Hash of the secret in the link; used once.
    token_hash  bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    email_enc   bytea NOT NULL,
    email_bidx  bytea NOT NULL CHECK (octet_length(email_bidx) = 32),
    role        text NOT NULL,
    practice_id uuid REFERENCES practices (id),
    invited_by  uuid REFERENCES accounts (id),
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz
);

CREATE INDEX invitations_expiry ON invitations (expires_at);

CREATE TABLE access_requests (
    id           uuid PRIMARY KEY,
    -- Hash of the secret in the link that confirms the mailbox.
    token_hash   bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    email_enc    bytea NOT NULL,
    email_bidx   bytea NOT NULL CHECK (octet_length(email_bidx) = 32),
    practice_id  uuid NOT NULL REFERENCES practices (id),
    -- Name, profession, register and number, as JSON.
    person_enc   bytea NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    confirmed_at timestamptz,
    decided_at   timestamptz,
    decided_by   uuid REFERENCES accounts (id),
    approved     boolean,
    CONSTRAINT access_requests_decision CHECK ((decided_at IS NULL) = (approved IS NULL))
);

CREATE INDEX access_requests_waiting ON access_requests (confirmed_at) WHERE confirmed_at IS NOT NULL AND decided_at IS NULL;
CREATE INDEX access_requests_expiry ON access_requests (expires_at);

-- Links to choose a new password. The second factor is still asked for.
CREATE TABLE password_resets (
    token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    account_id uuid NOT NULL REFERENCES accounts (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

CREATE INDEX password_resets_expiry ON password_resets (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations, access_requests, password_resets TO referral_app;
