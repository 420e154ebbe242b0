-- A referrer's draft belongs to a practice and not to a browser, and holds a letter: who the person is, and what the headings
-- of a clinical referral ask for beside the pathway's questions.
ALTER TABLE screenings
    ALTER COLUMN session_hash DROP NOT NULL,
    ADD COLUMN practice_id      uuid REFERENCES practices (id),
    ADD COLUMN account_id       uuid REFERENCES accounts (id),
    ADD COLUMN letter_enc       bytea,
    -- What the patient said, handed over with a code: never mixed with the referrer's own answers.
    ADD COLUMN patient_said_enc bytea,
    ADD COLUMN reminded_at      timestamptz,
    ADD CONSTRAINT screenings_holder CHECK (
        CASE audience
            WHEN 'patient' THEN session_hash IS NOT NULL AND practice_id IS NULL
            ELSE practice_id IS NULL = (account_id IS NULL) AND (session_hash IS NOT NULL OR practice_id IS NOT NULL)
        END
    ),
    DROP CONSTRAINT screenings_wiped,
    ADD CONSTRAINT screenings_wiped CHECK (
        submitted_at IS NULL
        OR (answers = '{}' AND num_nonnulls(private_enc, contact_enc, pending_email_enc, pending_email_bidx, email_enc,
                                            email_bidx, letter_enc, patient_said_enc) = 0)
    );

CREATE INDEX screenings_practice ON screenings (practice_id, saved_at DESC, id DESC)
    WHERE practice_id IS NOT NULL AND submitted_at IS NULL;

ALTER TABLE submissions
    ADD COLUMN letter_enc       bytea,
    ADD COLUMN patient_said_enc bytea;

ALTER TABLE referrals
    -- Who referred; absent for what patients sent.
    ADD COLUMN practice_id uuid REFERENCES practices (id),
    ADD COLUMN account_id  uuid REFERENCES accounts (id);

CREATE INDEX referrals_practice ON referrals (practice_id, received_at DESC, id DESC) WHERE practice_id IS NOT NULL;

GRANT SELECT (practice_id) ON referrals TO referral_reporting;
