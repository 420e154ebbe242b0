-- no-transaction
-- Open cases that a clinician set to urgent, which come first in every list of open cases: few, in the order of the promised day, and
-- with what the conditions of the queues look at.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_urgent
    ON referrals ((COALESCE(DATE '9999-12-31' - due_on, 0)) DESC, flagged DESC, received_at DESC, id DESC)
    INCLUDE (due_on, attention, owner_id, state)
    WHERE priority = 'urgent' AND closed_at IS NULL AND merged_into IS NULL;
