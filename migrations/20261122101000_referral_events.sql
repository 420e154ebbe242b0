-- The timeline of a case. Append-only.
CREATE TABLE referral_events (
    referral_id uuid NOT NULL REFERENCES referrals (id),
    -- 1, 2, 3 … : equal to the version of the referral that the event made.
    version     integer NOT NULL CHECK (version > 0),
    at          timestamptz NOT NULL,
    -- Absent for what a patient or the service itself did.
    account_id  uuid REFERENCES accounts (id),
    kind        text NOT NULL,
    -- Codes only.
    data        jsonb NOT NULL DEFAULT '{}',
    -- What people wrote.
    note_enc    bytea,
    PRIMARY KEY (referral_id, version)
);

GRANT SELECT, INSERT ON referral_events TO referral_app;
GRANT SELECT (referral_id, version, at, account_id, kind, data) ON referral_events TO referral_reporting;
