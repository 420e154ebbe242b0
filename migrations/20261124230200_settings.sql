-- What administrators may change while the service runs: targets and texts of the hospital. A key that is absent has the value
-- with which the program was started.
CREATE TABLE settings (
    key        text PRIMARY KEY,
    value      jsonb NOT NULL,
    -- Grows by one with every write of this key.
    version    integer NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES accounts (id)
);

GRANT SELECT, INSERT, UPDATE ON settings TO referral_app;
GRANT SELECT (key, value, version, changed_at) ON settings TO referral_reporting;
