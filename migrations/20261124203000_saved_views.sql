-- Lists that somebody of the staff wants to see again: queue, filters and order, never what was searched for.
CREATE TABLE saved_views (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    name       text NOT NULL CHECK (name <> ''),
    -- The query of the list's address, as the program writes it.
    query      text NOT NULL CHECK (query <> ''),
    -- Whether it is shown when the dashboard is opened.
    is_start   boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    UNIQUE (account_id, name)
);
CREATE UNIQUE INDEX saved_views_start ON saved_views (account_id) WHERE is_start;

GRANT SELECT, INSERT, UPDATE, DELETE ON saved_views TO referral_app;
-- Nothing for referral_reporting: a name may hold anything.
