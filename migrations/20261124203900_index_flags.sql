-- no-transaction
-- Submissions with a flag, some of which are rare.
CREATE INDEX CONCURRENTLY IF NOT EXISTS submissions_flags ON submissions USING gin (flags);
