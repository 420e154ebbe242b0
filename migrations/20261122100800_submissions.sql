-- What was sent, as it was sent. Append-only.
CREATE TABLE submissions (
    id              uuid PRIMARY KEY,
    -- Made with the form: a second press or a retry carries the same one.
    nonce           bytea NOT NULL UNIQUE,
    -- Not a foreign key: the emptied draft is deleted when it expires.
    screening_id    uuid NOT NULL UNIQUE,
    patient_id      uuid NOT NULL REFERENCES patients (id),
    audience        text NOT NULL CHECK (audience IN ('patient', 'gp')),
    pathway_id      text NOT NULL,
    pathway_version text NOT NULL,
    -- SHA-256 of the definition file, in hexadecimal.
    pathway_hash    text NOT NULL CHECK (length(pathway_hash) = 64),
    outcome         text NOT NULL,
    flagged         boolean NOT NULL,
    -- Sign id to met, not_met or unclear; null where no sign was worked out.
    signs           jsonb,
    met             smallint NOT NULL,
    unclear         smallint NOT NULL,
    flags           text[] NOT NULL,
    answers         jsonb NOT NULL,
    private_enc     bytea,
    -- Questions, answers and reasons in the words that the person saw.
    snapshot_enc    bytea NOT NULL,
    explanation_enc bytea NOT NULL,
    -- "Refer anyway because …"
    reason_enc      bytea,
    -- The day that ages and dates were worked out for.
    decided_on      date NOT NULL,
    sent_at         timestamptz NOT NULL
);

CREATE INDEX submissions_patient ON submissions (patient_id);

GRANT SELECT, INSERT ON submissions TO referral_app;
GRANT SELECT (id, patient_id, audience, pathway_id, pathway_version, pathway_hash, outcome, flagged, signs, met, unclear, flags,
              decided_on, sent_at)
    ON submissions TO referral_reporting;
