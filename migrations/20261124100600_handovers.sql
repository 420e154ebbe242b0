-- Codes with which a patient hands answers to a referrer: expiring, used once, then empty.
CREATE TABLE handovers (
    id          uuid PRIMARY KEY,
    -- Keyed hash of code and date of birth: neither can be read from it.
    code_hash   bytea NOT NULL UNIQUE CHECK (octet_length(code_hash) = 32),
    pathway_id  text NOT NULL,
    -- What the patient said, in codes and in the words shown; absent once handed over.
    said_enc    bytea,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz,
    used_by     uuid REFERENCES accounts (id),
    CONSTRAINT handovers_used CHECK ((used_at IS NULL) = (used_by IS NULL) AND (used_at IS NULL) = (said_enc IS NOT NULL))
);

CREATE INDEX handovers_expiry ON handovers (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON handovers TO referral_app;
