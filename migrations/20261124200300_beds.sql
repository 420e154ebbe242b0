-- Where people stay. Units and beds are closed, never deleted, since stays name them.
CREATE TABLE units (
    id        uuid PRIMARY KEY,
    name      text NOT NULL UNIQUE,
    closed_at timestamptz
);
CREATE TABLE beds (
    id        uuid PRIMARY KEY,
    unit_id   uuid NOT NULL REFERENCES units (id),
    name      text NOT NULL,
    closed_at timestamptz,
    UNIQUE (unit_id, name)
);
-- Days on which a bed cannot be used; both days belong to it.
CREATE TABLE bed_closures (
    id       uuid PRIMARY KEY,
    bed_id   uuid NOT NULL REFERENCES beds (id),
    from_day date NOT NULL,
    to_day   date NOT NULL,
    reason   text NOT NULL,
    CHECK (from_day <= to_day)
);
CREATE INDEX bed_closures_bed ON bed_closures (bed_id, from_day);
-- A bed that is kept for somebody: from the day of admission up to, and without, the day of leaving. One for each case at most; a
-- booking that falls through deletes it (the event stays).
CREATE TABLE stays (
    referral_id uuid PRIMARY KEY REFERENCES referrals (id),
    bed_id      uuid NOT NULL REFERENCES beds (id),
    from_day    date NOT NULL,
    until_day   date NOT NULL,
    CHECK (from_day < until_day)
);
CREATE INDEX stays_bed ON stays (bed_id, from_day);

-- The place on the waiting list; the smaller, the sooner. Places between two others are taken, so that nobody else moves.
CREATE TABLE waiting_list (
    referral_id uuid PRIMARY KEY REFERENCES referrals (id),
    place       double precision NOT NULL,
    joined_at   timestamptz NOT NULL
);
CREATE INDEX waiting_list_place ON waiting_list (place, referral_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON units, beds, bed_closures, stays, waiting_list TO referral_app;
GRANT SELECT ON units, beds, bed_closures, stays, waiting_list TO referral_reporting;
