-- no-transaction
-- Everything, flagged first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_all ON referrals (flagged DESC, received_at DESC, id DESC);
