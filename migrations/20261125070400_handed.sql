-- Whether a colleague gave the case to its owner, who has done nothing to it since.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals ADD COLUMN handed boolean NOT NULL DEFAULT false;

GRANT SELECT (handed) ON referrals TO referral_reporting;
