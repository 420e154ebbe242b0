-- How often an answer could not be taken: counts by day, question and what was wrong. No value, no browser, no case.
CREATE TABLE validation_faults (
    -- The day in England.
    day      date NOT NULL,
    audience text NOT NULL CHECK (audience IN ('patient', 'gp')),
    question text NOT NULL,
    -- A code of `FieldErrorKind`.
    kind     text NOT NULL,
    count    bigint NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, audience, question, kind)
);

GRANT SELECT, INSERT, UPDATE ON validation_faults TO referral_app;
GRANT SELECT ON validation_faults TO referral_reporting;

-- Readings in the order in which they were drawn, for a period.
CREATE INDEX second_reads_drawn ON second_reads (drawn_at);
