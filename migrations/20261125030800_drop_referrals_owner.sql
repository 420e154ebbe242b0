-- no-transaction
-- Made for the first dashboard; `referrals_mine` serves the queue of somebody's own cases.
DROP INDEX CONCURRENTLY IF EXISTS referrals_owner;
