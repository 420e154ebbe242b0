-- A case that was joined to another takes no work, so that nobody closes it: while it is open, its retention is that of the case in
-- which it goes on. Before, such a case kept both for ever. All else is as it was.
SET LOCAL lock_timeout = '3s';

-- Deletes a case with all that hangs on it and with the cases that were joined to it, and leaves a line in the audit log. Returns
-- whether it did: not unless it is closed, none is held, and its retention, and that of each joined one that ended by itself, has ended
-- at `moment` by the periods given, and also by the clock of this server for the shortest periods that are lawful (8 years after an
-- admission, 2 otherwise).
CREATE OR REPLACE FUNCTION delete_referral(wanted uuid, moment timestamptz, record_years integer, declined_years integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    floor_admitted CONSTANT integer := 8;
    floor_others   CONSTANT integer := 2;
    family      uuid[];
    sent        uuid[];
    people      uuid[];
    drafts      uuid[];
    link        record;
    gone        bigint;
    blocked     boolean;
    counts      jsonb := '{}';
BEGIN
    WITH RECURSIVE joined AS (
        SELECT id FROM referrals WHERE id = wanted AND merged_into IS NULL
        UNION
        SELECT r.id FROM referrals r JOIN joined j ON r.merged_into = j.id
    )
    SELECT array_agg(id) INTO family FROM joined;
    IF family IS NULL THEN
        RETURN false;
    END IF;
    -- Whoever reopens the case or puts it on hold at this moment goes first, or finds it gone.
    PERFORM FROM referrals WHERE id = ANY (family) FOR UPDATE;

    IF EXISTS (SELECT FROM legal_holds WHERE referral_id = ANY (family) AND lifted_at IS NULL) THEN
        RETURN false;
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT r.closed_at, r.merged_into IS NOT NULL AS joined, GREATEST(r.closed_at, s.until_day) AS since,
                   CASE r.state WHEN 'admitted' THEN floor_admitted ELSE floor_others END AS lowest,
                   CASE r.state WHEN 'admitted' THEN record_years ELSE declined_years END AS wished
            FROM referrals r LEFT JOIN stays s ON s.referral_id = r.id AND r.state = 'admitted'
            WHERE r.id = ANY (family)
        ) AS kept
        WHERE (closed_at IS NULL AND NOT joined)
           OR since + make_interval(years => GREATEST(wished, lowest)) > moment
           OR since + make_interval(years => lowest) > statement_timestamp()
    ) THEN
        RETURN false;
    END IF;

    SELECT array_agg(r.submission_id), array_agg(s.screening_id) INTO sent, drafts
    FROM referrals r JOIN submissions s ON s.id = r.submission_id WHERE r.id = ANY (family);
    SELECT array_agg(DISTINCT p.patient_id) INTO people
    FROM submissions p
    WHERE p.id = ANY (sent)
      AND NOT EXISTS (SELECT FROM submissions o WHERE o.patient_id = p.patient_id AND o.id <> ALL (sent));

    DELETE FROM attachments WHERE draft_id = ANY (drafts);
    GET DIAGNOSTICS gone = ROW_COUNT;
    counts := counts || jsonb_build_object('attachments', gone);
    DELETE FROM screenings WHERE id = ANY (drafts);

    -- Whatever names one of these rows goes with it; what another of them still names waits for the next round.
    FOR round IN 1..10 LOOP
        blocked := false;
        FOR link IN
            SELECT c.conrelid::regclass AS part, a.attname AS name, c.confrelid::regclass AS whole
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            WHERE c.contype = 'f' AND cardinality(c.conkey) = 1
              AND c.confrelid IN ('referrals'::regclass, 'submissions'::regclass, 'patients'::regclass)
              AND c.conrelid NOT IN ('referrals'::regclass, 'submissions'::regclass, 'patients'::regclass)
            ORDER BY c.conrelid::regclass::text
        LOOP
            BEGIN
                EXECUTE format('DELETE FROM %s WHERE %I = ANY ($1)', link.part, link.name)
                    USING CASE link.whole
                        WHEN 'referrals'::regclass THEN family
                        WHEN 'submissions'::regclass THEN sent
                        ELSE people
                    END;
                GET DIAGNOSTICS gone = ROW_COUNT;
                gone := gone + coalesce((counts ->> link.part::text)::bigint, 0);
                counts := counts || jsonb_build_object(link.part::text, gone);
            EXCEPTION WHEN foreign_key_violation THEN
                blocked := true;
            END;
        END LOOP;
        EXIT WHEN NOT blocked;
    END LOOP;

    DELETE FROM referrals WHERE id = ANY (family);
    DELETE FROM submissions WHERE id = ANY (sent);
    DELETE FROM patients WHERE id = ANY (people);

    INSERT INTO audit_log (at, actor, action, subject, subject_id, data)
    SELECT moment, 'system', 'referral.deleted', 'referral', one,
           CASE one WHEN wanted THEN jsonb_strip_nulls(counts) ELSE '{}'::jsonb END
    FROM unnest(family) AS one;
    RETURN true;
END
$$;
