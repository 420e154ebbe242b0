-- no-transaction
-- `referrals_ended` begins with the same column.
DROP INDEX CONCURRENTLY IF EXISTS referrals_exits;
