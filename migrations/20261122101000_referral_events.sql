-- The timeline of a case. Append-only.
CREATE TABLE referral_events (
    referral_id uuid NOT NULL REFERENCES referrals (id),
    -- 1, 2, 3 … : equal to the version of the referral that the event made.
    version     integer NOT NULL CHECK (version > 0),
    at          timestamptz NOT NULL,
    -- Absent for what a patient or the service itself did.
    account_id  uuid REFERENCES accounts (id),
    -- What happened, as a code.
    kind        text NOT NULL,
    -- The whole event with what people wrote, as JSON.
    event_enc   bytea NOT NULL,
    PRIMARY KEY (referral_id, version)
);

GRANT SELECT, INSERT ON referral_events TO referral_app;
GRANT SELECT (referral_id, version, at, account_id, kind) ON referral_events TO referral_reporting;
