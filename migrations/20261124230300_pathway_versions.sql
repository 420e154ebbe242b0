-- Every definition that this service has offered, with its text, so that an old one can always be read back. Append-only.
CREATE TABLE pathway_versions (
    -- SHA-256 of the text, in hexadecimal.
    hash       text PRIMARY KEY CHECK (length(hash) = 64),
    pathway_id text NOT NULL,
    version    text NOT NULL,
    title      text NOT NULL,
    -- The day that its authors gave to it.
    dated      date NOT NULL,
    definition text NOT NULL
);

-- From when on which definition of a pathway was offered, as each start of the service found it; no hash from when it was no longer
-- offered. Append-only.
CREATE TABLE pathway_live (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pathway_id text NOT NULL,
    hash       text REFERENCES pathway_versions (hash),
    since      timestamptz NOT NULL
);
CREATE INDEX pathway_live_pathway ON pathway_live (pathway_id, id);

-- Who approved a definition, as an administrator recorded it. Append-only.
CREATE TABLE pathway_approvals (
    id            uuid PRIMARY KEY,
    hash          text NOT NULL REFERENCES pathway_versions (hash),
    approver      text NOT NULL CHECK (approver <> ''),
    approver_role text NOT NULL CHECK (approver_role <> ''),
    approved_on   date NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   uuid NOT NULL REFERENCES accounts (id)
);
CREATE INDEX pathway_approvals_hash ON pathway_approvals (hash, recorded_at);

-- How many were sent under a definition, and the latest of a pathway.
CREATE INDEX submissions_hash ON submissions (pathway_hash);
CREATE INDEX submissions_latest ON submissions (pathway_id, sent_at, id);

GRANT SELECT, INSERT ON pathway_versions, pathway_live, pathway_approvals TO referral_app;
GRANT SELECT ON pathway_versions, pathway_live TO referral_reporting;
GRANT SELECT (id, hash, approved_on, recorded_at) ON pathway_approvals TO referral_reporting;
