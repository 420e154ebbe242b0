-- no-transaction
-- What was declined or redirected in a period.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_exits ON referrals (closed_at) WHERE exit_reason IS NOT NULL;
