-- Until when the promises of triage and of an assessment hold, beside what was promised at the receipt: waits for information move
-- them, and nothing else does. Written with each event, so that statistics compare days and know no rule.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals
    -- The day to which waits moved triage_by; 'infinity' while one lasts that began in time; absent where none moved it.
    ADD COLUMN triage_until date,
    -- The same of assess_by.
    ADD COLUMN assess_until date;

GRANT SELECT (triage_until, assess_until) ON referrals TO referral_reporting;
