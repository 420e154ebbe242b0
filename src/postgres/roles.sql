-- The three roles, which belong to the whole server. Run before every migration, by several programs at once without harm.
DO $$
DECLARE
    wanted text;
    membership text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    -- One program at a time on this database; other databases of the server are met below.
    PERFORM pg_advisory_xact_lock(7355608001);

    FOREACH wanted IN ARRAY ARRAY['referral_owner', 'referral_app', 'referral_reporting'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another database of this server was faster.
            END;
        END IF;
        -- A superuser may act as anybody; another user has to be a member.
        IF NOT pg_has_role(current_user, wanted, membership) THEN
            BEGIN
                EXECUTE format('GRANT %I TO %I', wanted, current_user);
            EXCEPTION WHEN unique_violation OR internal_error THEN
                NULL; -- Granted by another session at this moment.
            END;
        END IF;
    END LOOP;

    IF NOT has_schema_privilege('referral_owner', 'public', 'CREATE') THEN
        GRANT USAGE, CREATE ON SCHEMA public TO referral_owner;
    END IF;
    IF NOT has_schema_privilege('referral_reporting', 'public', 'USAGE')
        OR NOT has_schema_privilege('referral_app', 'public', 'USAGE') THEN
        GRANT USAGE ON SCHEMA public TO referral_app, referral_reporting;
    END IF;
    IF has_schema_privilege('referral_app', 'public', 'CREATE') THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
END
$$;
