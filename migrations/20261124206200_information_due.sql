-- The cases that wait for information, by the day on which it is due.
SET LOCAL lock_timeout = '3s';

CREATE INDEX referrals_information_due ON referrals (due_on, id) WHERE state = 'info_requested' AND due_on IS NOT NULL;
