-- no-transaction
-- What somebody holds: what was handed to them first, then by the promised day.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_mine_handed
    ON referrals (owner_id, handed DESC, (COALESCE(DATE '9999-12-31' - due_on, 0)) DESC, flagged DESC, received_at DESC, id DESC)
    WHERE closed_at IS NULL AND merged_into IS NULL AND owner_id IS NOT NULL;
