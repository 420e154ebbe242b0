-- What staff do with a case, kept beside the fold of its events so that lists and statistics need no event opened.
SET LOCAL lock_timeout = '3s';

ALTER TABLE referrals
    -- When staff first told the sender that it has come, or began to read it.
    ADD COLUMN acknowledged_at timestamptz,
    -- When triage ended, the first time: a step forward, or a no.
    ADD COLUMN triaged_at timestamptz,
    -- When an assessment was first offered.
    ADD COLUMN assessment_offered_at timestamptz,
    -- When the hospital said yes or no, the last time.
    ADD COLUMN decided_at timestamptz,
    -- When the sender last answered or wrote, until staff have seen it.
    ADD COLUMN news_at timestamptz,
    -- The next day that is promised: by somebody, or else the target of the service. Absent where nothing is.
    ADD COLUMN due_on date,
    -- Whether staff have something new to deal with: nobody has read it, it was amended, or there is news.
    ADD COLUMN attention boolean NOT NULL DEFAULT true,
    -- Who pays, as a code of the questionnaire; what was answered, until staff know better.
    ADD COLUMN funding text,
    -- Whether staff marked the 18 weeks of the NHS constitution as applicable.
    ADD COLUMN rtt boolean NOT NULL DEFAULT false,
    -- The coded reason of a no.
    ADD COLUMN exit_reason text,
    -- The case that this one was joined to, if it was.
    ADD COLUMN merged_into uuid REFERENCES referrals (id);

GRANT SELECT (acknowledged_at, triaged_at, assessment_offered_at, decided_at, news_at, due_on, attention, funding, rtt, exit_reason,
              merged_into)
    ON referrals TO referral_reporting;

-- Cases that were there before.
UPDATE referrals r
SET attention = r.closed_at IS NULL AND (r.state = 'received' OR r.amended_at IS NOT NULL),
    funding = s.answers ->> 'funding'
FROM submissions s
WHERE s.id = r.submission_id;
