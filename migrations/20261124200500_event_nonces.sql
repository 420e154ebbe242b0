-- Made with the form that did it: a form that is sent twice makes one event. Absent for what no form did, and for older events.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referral_events ADD COLUMN nonce uuid;
CREATE UNIQUE INDEX referral_events_nonce ON referral_events (referral_id, nonce) WHERE nonce IS NOT NULL;
