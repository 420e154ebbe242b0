-- When the referrer last amended the letter; empty again once staff have read it.
ALTER TABLE referrals ADD COLUMN amended_at timestamptz;

GRANT SELECT (amended_at) ON referrals TO referral_reporting;
