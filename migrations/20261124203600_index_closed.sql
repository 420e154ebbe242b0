-- no-transaction
-- What has ended, flagged first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_closed
    ON referrals (flagged DESC, received_at DESC, id DESC)
    WHERE closed_at IS NOT NULL AND merged_into IS NULL;
