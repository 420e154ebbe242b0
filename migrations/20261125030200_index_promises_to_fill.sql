-- no-transaction
-- What the program fills, batch by batch; empty once it is done.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_promises_to_fill ON referrals (id) WHERE promises_to_fill;
