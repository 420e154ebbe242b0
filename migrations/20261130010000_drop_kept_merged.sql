-- no-transaction
-- `referrals_merged_into` is the same index.
DROP INDEX CONCURRENTLY IF EXISTS referrals_kept_merged;
