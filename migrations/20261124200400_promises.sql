-- The days that were promised when the case came; a target that changes later does not change them. Absent for cases that came before
-- there was this column: they have the usual targets.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals
    ADD COLUMN acknowledge_by date,
    ADD COLUMN triage_by date,
    ADD COLUMN assess_by date;

GRANT SELECT (acknowledge_by, triage_by, assess_by) ON referrals TO referral_reporting;
