-- Drafts: answers saved page by page, until they are sent or expire.
CREATE TABLE screenings (
    id                 uuid PRIMARY KEY,
    session_hash       bytea NOT NULL UNIQUE CHECK (octet_length(session_hash) = 32),
    audience           text NOT NULL CHECK (audience IN ('patient', 'gp')),
    pathway_id         text NOT NULL,
    pathway_version    text NOT NULL,
    -- Coded answers by question id; what people write or what identifies them is in private_enc.
    answers            jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(answers) = 'object'),
    private_enc        bytea,
    -- Name and contact details, given after the result.
    contact_enc        bytea,
    -- Grows by one with every write.
    version            integer NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL,
    saved_at           timestamptz NOT NULL,
    expires_at         timestamptz NOT NULL,
    -- A mailbox is confirmed by opening the link sent to it.
    pending_email_enc  bytea,
    pending_email_bidx bytea CHECK (octet_length(pending_email_bidx) = 32),
    email_enc          bytea,
    email_bidx         bytea CHECK (octet_length(email_bidx) = 32),
    submitted_at       timestamptz,
    -- Once sent, the draft holds nothing more about the person.
    CONSTRAINT screenings_wiped CHECK (
        submitted_at IS NULL
        OR (answers = '{}' AND num_nonnulls(private_enc, contact_enc, pending_email_enc, pending_email_bidx, email_enc, email_bidx) = 0)
    )
);

-- Not unique: two people may share a mailbox.
CREATE INDEX screenings_mailbox ON screenings (email_bidx) WHERE email_bidx IS NOT NULL;
CREATE INDEX screenings_expiry ON screenings (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON screenings TO referral_app;
GRANT SELECT (id, audience, pathway_id, pathway_version, created_at, saved_at, submitted_at) ON screenings TO referral_reporting;
