-- Other systems that may ask the service for something. No person signs in with one: a system proves itself with a secret, of which the
-- hash alone is here. Clients are disabled, never deleted: the audit log names them.
CREATE TABLE api_clients (
    id             uuid PRIMARY KEY,
    -- The system's name, and the mailbox of whoever answers for it.
    name           text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
    contact_enc    bytea NOT NULL,
    scopes         text[] NOT NULL,
    secret_hash    bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
    secret_made_at timestamptz NOT NULL,
    -- The secret before, while the other system still uses it.
    previous_hash  bytea CHECK (octet_length(previous_hash) = 32),
    previous_until timestamptz,
    -- Counts the changes: a form that was opened before the last one changes nothing.
    version        integer NOT NULL DEFAULT 1,
    last_used_at   timestamptz,
    created_at     timestamptz NOT NULL,
    created_by     uuid NOT NULL REFERENCES accounts (id),
    disabled_at    timestamptz,
    CONSTRAINT api_clients_previous CHECK ((previous_hash IS NULL) = (previous_until IS NULL))
);

GRANT SELECT, INSERT, UPDATE ON api_clients TO referral_app;
GRANT SELECT (id, name, scopes, secret_made_at, last_used_at, created_at, disabled_at) ON api_clients TO referral_reporting;

-- The lines that were written before keep to the narrower rule, so that nothing has to be read now.
ALTER TABLE audit_log DROP CONSTRAINT audit_log_actor_check;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_actor_check
    CHECK (actor IN ('patient', 'staff', 'referrer', 'api_client', 'system')) NOT VALID;
