-- Letters of the hospital, as they were sent. Append-only: what was sent stays as it was.
CREATE TABLE letters (
    id          uuid PRIMARY KEY,
    referral_id uuid NOT NULL REFERENCES referrals (id),
    -- The version of the referral that its author saw.
    version     integer NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('acknowledgement', 'request', 'decline', 'redirect', 'offer', 'booking')),
    audience    text NOT NULL CHECK (audience IN ('referrer', 'patient')),
    -- The whole letter as blocks, from which page and PDF are made.
    letter_enc  bytea NOT NULL,
    account_id  uuid NOT NULL REFERENCES accounts (id),
    at          timestamptz NOT NULL,
    -- Of the form by which it was agreed: a form that comes twice makes one letter.
    nonce       uuid NOT NULL UNIQUE
);

CREATE INDEX letters_referral ON letters (referral_id, id);

GRANT SELECT, INSERT ON letters TO referral_app;
GRANT SELECT (id, referral_id, version, kind, audience, account_id, at) ON letters TO referral_reporting;
