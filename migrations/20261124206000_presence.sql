-- Who has which case open, as a hint to colleagues; a row that is not renewed for a minute and a half means nothing and is deleted.
CREATE TABLE presence (
    referral_id uuid NOT NULL REFERENCES referrals (id),
    account_id  uuid NOT NULL REFERENCES accounts (id),
    seen_at     timestamptz NOT NULL,
    PRIMARY KEY (referral_id, account_id)
);
CREATE INDEX presence_seen_at ON presence (seen_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO referral_app;
GRANT SELECT (referral_id, seen_at) ON presence TO referral_reporting;
