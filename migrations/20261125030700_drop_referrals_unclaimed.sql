-- no-transaction
-- Made for the first dashboard; the queues have had indexes of their own since, and every send paid for this one.
DROP INDEX CONCURRENTLY IF EXISTS referrals_unclaimed;
