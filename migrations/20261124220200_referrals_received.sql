-- no-transaction
-- What was received in a period.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_received ON referrals (received_at);
