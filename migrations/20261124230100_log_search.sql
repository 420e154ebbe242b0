-- Both logs are read newest first, and through one filter at a time: who, what, of which thing. Each index ends in the order of the page.
-- Made plainly and not CONCURRENTLY: that would wait for every other node, and those wait for the lock of this migration.
SET LOCAL lock_timeout = '3s';

CREATE INDEX audit_log_newest ON audit_log (at, id);
CREATE INDEX audit_log_account ON audit_log (account_id, at, id) WHERE account_id IS NOT NULL;
CREATE INDEX audit_log_action ON audit_log (action, at, id);
CREATE INDEX audit_log_kind ON audit_log (subject, at, id);
CREATE INDEX audit_log_thing ON audit_log (subject_id, at, id) WHERE subject_id IS NOT NULL;

CREATE INDEX access_log_newest ON access_log (at, id);
CREATE INDEX access_log_action ON access_log (action, at, id);
