-- Practices that refer, by ODS code; imported from the published list or added by an administrator.
CREATE TABLE practices (
    id         uuid PRIMARY KEY,
    ods_code   text NOT NULL UNIQUE CHECK (ods_code ~ '^[A-Z][0-9]{5}$'),
    name       text NOT NULL CHECK (name <> ''),
    -- Lines parted by line breaks; the postcode is the last.
    address    text NOT NULL DEFAULT '',
    -- Since when it is no longer a practice.
    closed_at  timestamptz,
    updated_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON practices TO referral_app;
GRANT SELECT ON practices TO referral_reporting;
