-- no-transaction
-- What waits for others, flagged first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_waiting
    ON referrals (flagged DESC, received_at DESC, id DESC)
    WHERE closed_at IS NULL AND merged_into IS NULL AND state IN ('info_requested', 'on_hold', 'funding');
