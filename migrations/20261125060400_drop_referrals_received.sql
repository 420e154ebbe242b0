-- no-transaction
-- `referrals_steps` begins with the same column.
DROP INDEX CONCURRENTLY IF EXISTS referrals_received;
