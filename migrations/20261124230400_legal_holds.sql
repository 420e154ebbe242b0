-- Cases that may not be deleted while somebody needs them: a complaint, a claim, an inquiry.
CREATE TABLE legal_holds (
    id              uuid PRIMARY KEY,
    referral_id     uuid NOT NULL REFERENCES referrals (id),
    reason_enc      bytea NOT NULL,
    set_at          timestamptz NOT NULL,
    set_by          uuid NOT NULL REFERENCES accounts (id),
    lifted_at       timestamptz,
    lifted_by       uuid REFERENCES accounts (id),
    lift_reason_enc bytea,
    CONSTRAINT legal_holds_lifted CHECK (
        (lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lift_reason_enc IS NULL)
    )
);
-- One at a time.
CREATE UNIQUE INDEX legal_holds_live ON legal_holds (referral_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_holds_newest ON legal_holds (set_at, id) WHERE lifted_at IS NULL;
CREATE INDEX legal_holds_referral ON legal_holds (referral_id);

GRANT SELECT, INSERT, UPDATE ON legal_holds TO referral_app;
GRANT SELECT (id, referral_id, set_at, lifted_at) ON legal_holds TO referral_reporting;
