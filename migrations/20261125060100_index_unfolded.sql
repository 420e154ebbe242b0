-- no-transaction
-- Cases whose columns are still to be worked out from their events.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_unfolded ON referrals (id) WHERE folded_version IS DISTINCT FROM version;
