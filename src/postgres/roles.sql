-- The three roles, which belong to the whole server. Run before every migration, by several programs at once without harm.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['referral_owner', 'referral_app', 'referral_reporting'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another database of this server was faster.
            END;
        END IF;
    END LOOP;

    -- A superuser may act as anybody; another user who runs migrations has to be a member.
    IF NOT pg_has_role(current_user, 'referral_owner', 'MEMBER') THEN
        EXECUTE format('GRANT referral_owner TO %I', current_user);
    END IF;

    EXECUTE format('GRANT CONNECT ON DATABASE %I TO referral_owner, referral_app, referral_reporting', current_database());
    GRANT USAGE, CREATE ON SCHEMA public TO referral_owner;
    GRANT USAGE ON SCHEMA public TO referral_app, referral_reporting;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
END
$$;
