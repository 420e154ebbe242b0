-- no-transaction
-- What was received in a period and when its steps were reached, read from the index alone: the rows of a year are many, long, and lie
-- where their last change has put them.
CREATE INDEX CONCURRENTLY IF NOT EXISTS referrals_steps ON referrals (received_at)
    INCLUDE (source, acknowledged_at, triaged_at, assessment_offered_at, decided_at, closed_at, acknowledge_by, triage_by, assess_by,
             triage_until, assess_until, merged_into, version, folded_version);
