-- The day on which somebody left their bed, as staff said it; absent while they are in, or only expected. The stay then ends on that day.
SET LOCAL lock_timeout = '3s';

ALTER TABLE stays ADD COLUMN left_on date;
-- `stays` is granted as a whole, so that both roles have this column too.

-- Until now nobody could say it: who should have left before today counts as having left as planned, as the beds have it.
UPDATE stays s SET left_on = s.until_day
FROM referrals r
WHERE r.id = s.referral_id AND r.state = 'admitted' AND s.until_day <= current_date;

-- Who should have left, and has not as far as anybody said.
CREATE INDEX stays_not_left ON stays (until_day) WHERE left_on IS NULL;
