-- The program looks at start whether a migration is missing, also as a login that may not run any. Run after every migration.
DO $$
BEGIN
    -- Two sessions that grant on one table at once would fail.
    PERFORM pg_advisory_xact_lock(7355608001);
    IF NOT has_table_privilege('referral_app', '_sqlx_migrations', 'SELECT') THEN
        GRANT SELECT ON _sqlx_migrations TO referral_app;
    END IF;
END
$$;
