-- no-transaction
-- Read for what the rules said in a period, of which each day is counted once now (`counted_signs`); it held all verdicts once more,
-- and every send paid for that.
DROP INDEX CONCURRENTLY IF EXISTS submissions_sent;
