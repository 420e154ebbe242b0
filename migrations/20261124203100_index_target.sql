-- no-transaction
-- Open cases by the promised day, the longest overdue first: what needs action because its day has come, and what is overdue.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_target
    ON referrals ((COALESCE(DATE '9999-12-31' - due_on, 0)) DESC, flagged DESC, received_at DESC, id DESC) INCLUDE (due_on)
    WHERE closed_at IS NULL AND merged_into IS NULL;
