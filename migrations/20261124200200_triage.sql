-- What a clinician thinks of each sign, beside what the rules said; one row a sign and assessment. Codes only: the reasons stand in
-- the event. Append-only.
CREATE TABLE sign_opinions (
    referral_id uuid NOT NULL REFERENCES referrals (id),
    -- The version of the referral that the assessment made.
    version     integer NOT NULL,
    sign        text NOT NULL,
    -- What the rules said: met, not_met or unclear; absent where no sign was worked out.
    verdict     text CHECK (verdict IN ('met', 'not_met', 'unclear')),
    opinion     text NOT NULL CHECK (opinion IN ('agree', 'disagree', 'cannot_tell')),
    at          timestamptz NOT NULL,
    account_id  uuid NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (referral_id, version, sign)
);
CREATE INDEX sign_opinions_at ON sign_opinions (at);
GRANT SELECT, INSERT ON sign_opinions TO referral_app;
GRANT SELECT ON sign_opinions TO referral_reporting;

-- Declines that were drawn for a second reader, who reads the case without the decision.
CREATE TABLE second_reads (
    id          uuid PRIMARY KEY,
    referral_id uuid NOT NULL REFERENCES referrals (id),
    -- The version of the referral that the decline made.
    version     integer NOT NULL,
    -- Who declined, and so may not be the second reader.
    declined_by uuid NOT NULL REFERENCES accounts (id),
    drawn_at    timestamptz NOT NULL,
    reader_id   uuid REFERENCES accounts (id),
    read_at     timestamptz,
    -- What the second reader would have done.
    opinion     text CHECK (opinion IN ('decline', 'go_on', 'cannot_tell')),
    rationale_enc bytea,
    UNIQUE (referral_id, version),
    CHECK ((read_at IS NULL) = (reader_id IS NULL) AND (read_at IS NULL) = (opinion IS NULL))
);
CREATE INDEX second_reads_open ON second_reads (drawn_at, id) WHERE read_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON second_reads TO referral_app;
GRANT SELECT (id, referral_id, version, declined_by, drawn_at, reader_id, read_at, opinion) ON second_reads TO referral_reporting;
