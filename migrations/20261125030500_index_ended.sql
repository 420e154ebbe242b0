-- no-transaction
-- What was declined or redirected in a period and why, read from the index alone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_ended ON referrals (closed_at) INCLUDE (state, exit_reason, source)
    WHERE exit_reason IS NOT NULL;
