-- Whether information is asked of the person and not of the practice: then the practice has nothing to answer.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals ADD COLUMN asked_patient boolean NOT NULL DEFAULT false;

GRANT SELECT (asked_patient) ON referrals TO referral_reporting;
