-- Who looked at whose record. Append-only.
CREATE TABLE access_log (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL,
    account_id  uuid NOT NULL REFERENCES accounts (id),
    -- 'opened', 'listed', 'searched' …
    action      text NOT NULL,
    -- Absent for a view of the list, and for a search that found nothing.
    referral_id uuid REFERENCES referrals (id)
);

CREATE INDEX access_log_referral ON access_log (referral_id, at);
CREATE INDEX access_log_account ON access_log (account_id, at);

GRANT SELECT, INSERT ON access_log TO referral_app;
