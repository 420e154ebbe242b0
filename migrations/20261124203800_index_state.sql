-- no-transaction
-- Cases in one state, flagged first: the filter that is used most.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_state ON referrals (state, flagged DESC, received_at DESC, id DESC);
