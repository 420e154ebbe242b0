-- Staff accounts. Never deleted, since logs name them: an account is disabled.
CREATE TABLE accounts (
    id              uuid PRIMARY KEY,
    email_bidx      bytea NOT NULL UNIQUE CHECK (octet_length(email_bidx) = 32),
    email_enc       bytea NOT NULL,
    display_name    text NOT NULL CHECK (display_name <> ''),
    role            text NOT NULL CHECK (role IN ('coordinator', 'clinician', 'lead', 'admin', 'reporting')),
    -- PHC string of argon2id.
    password_hash   text NOT NULL,
    -- Absent until the second factor has been enrolled.
    totp_secret_enc bytea,
    -- The last time step used, so that no code works twice (RFC 6238 §5.2).
    totp_last_step  bigint,
    disabled_at     timestamptz,
    created_at      timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON accounts TO referral_app;
GRANT SELECT (id, role, disabled_at, created_at) ON accounts TO referral_reporting;
