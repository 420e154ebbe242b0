-- Who has seen the decision of a case that waits for a second reader, and so is not its reader any more. Append-only. It goes with the
-- second read, and that with the case.
CREATE TABLE second_read_seen (
    second_read_id uuid NOT NULL REFERENCES second_reads (id) ON DELETE CASCADE,
    account_id     uuid NOT NULL REFERENCES accounts (id),
    at             timestamptz NOT NULL,
    PRIMARY KEY (second_read_id, account_id)
);

GRANT SELECT, INSERT ON second_read_seen TO referral_app;
GRANT SELECT ON second_read_seen TO referral_reporting;
