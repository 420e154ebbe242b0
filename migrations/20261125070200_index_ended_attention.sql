-- no-transaction
-- What has ended and has something left to deal with, in the order of what needs action.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_ended_attention
    ON referrals ((COALESCE(DATE '9999-12-31' - due_on, 0)) DESC, flagged DESC, received_at DESC, id DESC) INCLUDE (due_on)
    WHERE closed_at IS NOT NULL AND merged_into IS NULL AND attention;
