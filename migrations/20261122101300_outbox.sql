-- Mail to be delivered, written in the transaction that causes it and sent afterwards, at least once.
CREATE TABLE outbox (
    id              uuid PRIMARY KEY,
    -- 'resume_link', 'receipt', 'new_referral' …
    kind            text NOT NULL,
    -- Receiver, subject and text.
    message_enc     bytea NOT NULL,
    created_at      timestamptz NOT NULL,
    -- Not before this time; moved on while a sender holds the row and after each failure.
    next_attempt_at timestamptz NOT NULL,
    attempts        integer NOT NULL DEFAULT 0,
    sent_at         timestamptz,
    failed_at       timestamptz,
    -- The kind of the last failure, without address or text.
    last_error      text
);

CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX outbox_done ON outbox (created_at) WHERE sent_at IS NOT NULL OR failed_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO referral_app;
GRANT SELECT (id, kind, created_at, attempts, sent_at, failed_at) ON outbox TO referral_reporting;
