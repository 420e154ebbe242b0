-- Whether letters about a refusal are still to be written: then the case stands among what needs action although it has ended.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals ADD COLUMN letters_owed boolean NOT NULL DEFAULT false;

GRANT SELECT (letters_owed) ON referrals TO referral_reporting;
