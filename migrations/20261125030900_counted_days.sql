-- What was counted of days that are over: it does not change any more, so that statistics read some rows of a day and not each case.
-- The program counts each day once, an hour after its end. Counts tell of nobody, and stay when a case is deleted.
CREATE TABLE counted_until (
    -- The last day that was counted, in England. All before it are as well.
    day  date NOT NULL,
    -- There is one row at most.
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
);

-- What was received.
CREATE TABLE counted_arrivals (
    day    date NOT NULL,
    source text NOT NULL,
    count  bigint NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, source)
);

-- What the rules said of each sign.
CREATE TABLE counted_signs (
    day     date NOT NULL,
    source  text NOT NULL,
    sign    text NOT NULL,
    verdict text NOT NULL,
    count   bigint NOT NULL CHECK (count > 0),
    PRIMARY KEY (day, source, sign, verdict)
);

-- What clinicians thought of that.
CREATE TABLE counted_opinions (
    day     date NOT NULL,
    source  text NOT NULL,
    sign    text NOT NULL,
    -- Absent where no sign was worked out.
    verdict text,
    opinion text NOT NULL,
    count   bigint NOT NULL CHECK (count > 0),
    UNIQUE NULLS NOT DISTINCT (day, source, sign, verdict, opinion)
);

GRANT SELECT, INSERT, UPDATE ON counted_until TO referral_app;
GRANT SELECT, INSERT ON counted_arrivals, counted_signs, counted_opinions TO referral_app;
GRANT SELECT ON counted_until, counted_arrivals, counted_signs, counted_opinions TO referral_reporting;
