-- Referrers: accounts tied to a practice. Their register and number are as they gave them; only the form was checked.
ALTER TABLE accounts DROP CONSTRAINT accounts_role_check;
ALTER TABLE accounts
    ADD CONSTRAINT accounts_role_check CHECK (role IN ('coordinator', 'clinician', 'lead', 'admin', 'reporting', 'referrer')),
    ADD COLUMN practice_id  uuid REFERENCES practices (id),
    -- 'gp', 'neurologist', 'therapist', 'nurse', 'other'.
    ADD COLUMN profession   text,
    ADD COLUMN register     text CHECK (register IN ('gmc', 'nmc', 'hcpc')),
    ADD COLUMN registration text,
    ADD CONSTRAINT accounts_practice CHECK ((role = 'referrer') = (practice_id IS NOT NULL)),
    ADD CONSTRAINT accounts_registration CHECK ((register IS NULL) = (registration IS NULL));

CREATE INDEX accounts_practice_idx ON accounts (practice_id) WHERE practice_id IS NOT NULL;

GRANT SELECT (practice_id, profession) ON accounts TO referral_reporting;

ALTER TABLE audit_log DROP CONSTRAINT audit_log_actor_check;
ALTER TABLE audit_log ADD CONSTRAINT audit_log_actor_check CHECK (actor IN ('patient', 'staff', 'referrer', 'system'));
