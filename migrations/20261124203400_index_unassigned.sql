-- no-transaction
-- What nobody holds, flagged first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_unassigned
    ON referrals (flagged DESC, received_at DESC, id DESC)
    WHERE closed_at IS NULL AND merged_into IS NULL AND owner_id IS NULL;
