-- Rate counters that all nodes share. Keys (address, account) are hashed with a secret key.
-- Unlogged: a crash forgets at most the counts of the running windows, and counting costs no flush to disk.
CREATE UNLOGGED TABLE throttle (
    scope      text NOT NULL,
    key_hash   bytea NOT NULL CHECK (octet_length(key_hash) = 32),
    hits       integer NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key_hash)
);

CREATE INDEX throttle_expiry ON throttle (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON throttle TO referral_app;
