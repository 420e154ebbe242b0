-- Links to come back to a draft: hashed, expiring, used once.
CREATE TABLE resume_tokens (
    token_hash   bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    screening_id uuid NOT NULL REFERENCES screenings (id) ON DELETE CASCADE,
    -- The mailbox that the link went to, and that opening it confirms.
    email_enc    bytea NOT NULL,
    email_bidx   bytea NOT NULL CHECK (octet_length(email_bidx) = 32),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    used_at      timestamptz
);

CREATE INDEX resume_tokens_screening ON resume_tokens (screening_id);
CREATE INDEX resume_tokens_expiry ON resume_tokens (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON resume_tokens TO referral_app;
