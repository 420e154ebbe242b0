-- Who changed what, of everything in the service. Append-only; holds no personal data, only ids and codes.
CREATE TABLE audit_log (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    actor      text NOT NULL CHECK (actor IN ('patient', 'staff', 'system')),
    account_id uuid REFERENCES accounts (id),
    action     text NOT NULL,
    -- What kind of thing was changed ('referral', 'account' …), and which.
    subject    text NOT NULL,
    subject_id uuid,
    data       jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_log_at ON audit_log (at);
CREATE INDEX audit_log_subject ON audit_log (subject, subject_id);

GRANT SELECT, INSERT ON audit_log TO referral_app;
