-- no-transaction
-- What the rules said in a period, read from the index alone: the rows hold sealed snapshots and are long.
CREATE INDEX CONCURRENTLY IF NOT EXISTS submissions_sent ON submissions (sent_at) INCLUDE (id, pathway_id, signs);
