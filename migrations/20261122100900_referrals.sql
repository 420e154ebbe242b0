-- The case that a submission begins. `state` is the fold of its events, written in the same transaction.
CREATE TABLE referrals (
    id            uuid PRIMARY KEY,
    -- Read over the phone: no look-alike characters, a check character.
    reference     text NOT NULL UNIQUE,
    submission_id uuid NOT NULL UNIQUE REFERENCES submissions (id),
    patient_id    uuid NOT NULL REFERENCES patients (id),
    state         text NOT NULL,
    state_since   timestamptz NOT NULL,
    owner_id      uuid REFERENCES accounts (id),
    -- Grows by one with every write; a write names the one it saw.
    version       integer NOT NULL DEFAULT 1,
    received_at   timestamptz NOT NULL,
    flagged       boolean NOT NULL,
    -- Who sent it.
    source        text NOT NULL CHECK (source IN ('patient', 'someone_else', 'gp')),
    -- Set by staff, never worked out.
    priority      text,
    closed_at     timestamptz
);

-- The dashboard, in its order: flagged first, then the newest.
CREATE INDEX referrals_open ON referrals (flagged DESC, received_at DESC, id DESC) WHERE closed_at IS NULL;
CREATE INDEX referrals_owner ON referrals (owner_id, received_at DESC) WHERE owner_id IS NOT NULL AND closed_at IS NULL;
CREATE INDEX referrals_unclaimed ON referrals (received_at) WHERE owner_id IS NULL AND closed_at IS NULL;
CREATE INDEX referrals_patient ON referrals (patient_id);

GRANT SELECT, INSERT, UPDATE ON referrals TO referral_app;
GRANT SELECT (id, submission_id, patient_id, state, state_since, owner_id, received_at, flagged, source, priority, closed_at)
    ON referrals TO referral_reporting;
