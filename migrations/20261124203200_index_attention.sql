-- no-transaction
-- The same of those in which staff have something new to deal with.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_attention
    ON referrals ((COALESCE(DATE '9999-12-31' - due_on, 0)) DESC, flagged DESC, received_at DESC, id DESC) INCLUDE (due_on)
    WHERE closed_at IS NULL AND merged_into IS NULL AND attention;
