-- Files sent along. They hang on the draft that they were added to, also after it was sent: a submission names its draft.
CREATE TABLE attachments (
    id           uuid PRIMARY KEY,
    -- Not a foreign key: the emptied draft is deleted when it expires.
    draft_id     uuid NOT NULL,
    -- Set where it came with an answer after sending.
    referral_id  uuid REFERENCES referrals (id),
    practice_id  uuid NOT NULL REFERENCES practices (id),
    account_id   uuid NOT NULL REFERENCES accounts (id),
    -- As the browser named it.
    name_enc     bytea NOT NULL,
    -- As its first bytes tell.
    media_type   text NOT NULL,
    size         integer NOT NULL CHECK (size > 0),
    content_enc  bytea NOT NULL,
    scan         text NOT NULL CHECK (scan IN ('clean', 'not_scanned')),
    created_at   timestamptz NOT NULL
);

-- The content is encrypted: compressing it again is in vain.
ALTER TABLE attachments ALTER COLUMN content_enc SET STORAGE EXTERNAL;

CREATE INDEX attachments_draft ON attachments (draft_id, id);
CREATE INDEX attachments_referral ON attachments (referral_id, id) WHERE referral_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON attachments TO referral_app;
GRANT SELECT (id, draft_id, referral_id, practice_id, media_type, size, scan, created_at) ON attachments TO referral_reporting;
