-- What is done once a day by whichever node comes first: a job and the day in England on which it was done.
CREATE TABLE daily_jobs (
    job text NOT NULL,
    day date NOT NULL,
    PRIMARY KEY (job, day)
);
GRANT SELECT, INSERT, DELETE ON daily_jobs TO referral_app;
GRANT SELECT ON daily_jobs TO referral_reporting;
