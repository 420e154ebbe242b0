-- Absent in rows that were there before, until the program works them out from their events; a migration cannot, since it has no key.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals
    -- What the next promised day is for, so that a list can say so without opening an event.
    ADD COLUMN due_for        text,
    -- The day by which an answer is due, which is not the next promised day where something was agreed for an earlier one.
    ADD COLUMN answer_due_on  date,
    -- The version that the case had when these columns were last worked out. A program of the release before makes a new version and
    -- leaves this one, so that its writes are found as well.
    ADD COLUMN folded_version integer;

-- Questions by the day on which they are due. It takes the place of referrals_information_due, which the release before reads.
CREATE INDEX referrals_answer_due ON referrals (answer_due_on, id) WHERE state = 'info_requested' AND answer_due_on IS NOT NULL;

GRANT SELECT (due_for, answer_due_on, folded_version) ON referrals TO referral_reporting;
