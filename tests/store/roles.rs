//! What each role may do is decided by the database, not by the program.

use inpatient_referral::postgres::{self, Database, DatabaseError, MigrateError, Role};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, PgPool};

use super::{Bench, four_signs};
use crate::harness::app::config;
use crate::harness::cluster;

const REFUSED: &str = "42501";

async fn code(pool: &PgPool, sql: &str) -> Option<String> {
    let error = pool.execute(AssertSqlSafe(sql.to_owned())).await.err()?;
    let code = error
        .as_database_error()
        .unwrap_or_else(|| panic!("{sql}: {error}"))
        .code();
    code.map(std::borrow::Cow::into_owned)
}

async fn is_refused(pool: &PgPool, sql: &str) {
    assert_eq!(code(pool, sql).await.as_deref(), Some(REFUSED), "{sql}");
}

#[tokio::test]
async fn the_program_runs_in_its_own_role_and_cannot_rewrite_history() {
    let bench = Bench::new().await;
    bench.case("Ada Example", &four_signs()).await;
    let pool = &bench.app.pool;
    let who: String = sqlx::query_scalar("SELECT current_user::text")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(who, "referral_app");
    for table in [
        "submissions",
        "referral_events",
        "audit_log",
        "access_log",
        "letters",
    ] {
        is_refused(pool, &format!("DELETE FROM {table}")).await;
        is_refused(pool, &format!("TRUNCATE {table}")).await;
    }
    is_refused(pool, "UPDATE submissions SET flagged = false").await;
    is_refused(pool, "UPDATE referral_events SET kind = 'x'").await;
    is_refused(pool, "UPDATE letters SET kind = 'offer'").await;
    is_refused(pool, "UPDATE audit_log SET action = 'x'").await;
    is_refused(pool, "UPDATE access_log SET action = 'x'").await;
    is_refused(pool, "DELETE FROM referrals").await;
    is_refused(pool, "DELETE FROM patients").await;
    is_refused(pool, "DELETE FROM accounts").await;
}

#[tokio::test]
async fn the_program_cannot_change_tables() {
    let bench = Bench::new().await;
    let pool = &bench.app.pool;
    for sql in [
        "CREATE TABLE mine (id int)",
        "ALTER TABLE referrals ADD COLUMN mine int",
        "DROP TABLE referrals",
        "CREATE ROLE mine",
        "DELETE FROM _sqlx_migrations",
        "UPDATE _sqlx_migrations SET success = false",
    ] {
        is_refused(pool, sql).await;
    }
}

#[tokio::test]
async fn statistics_see_nobody() {
    let bench = Bench::new().await;
    bench.case("Ada Example", &four_signs()).await;
    let pool = bench.database.pool_as(Role::Reporting);
    for sql in [
        "SELECT name_enc FROM patients",
        "SELECT nhs_number_bidx FROM patients",
        "SELECT surname_bidx FROM patients",
        "SELECT date_of_birth_bidx FROM patients",
        "SELECT name_tokens FROM patients",
        "SELECT * FROM patients",
        "SELECT answers FROM submissions",
        "SELECT explanation_enc FROM submissions",
        "SELECT reference FROM referrals",
        "SELECT email_bidx FROM accounts",
        "SELECT display_name FROM accounts",
        "SELECT event_enc FROM referral_events",
        "SELECT letter_enc FROM letters",
        "SELECT answers FROM screenings",
        "SELECT message_enc FROM outbox",
        "SELECT * FROM sessions",
        "SELECT * FROM access_log",
    ] {
        is_refused(&pool, sql).await;
    }
    let counted = "SELECT outcome, flagged, count(*) FROM submissions GROUP BY 1, 2";
    assert_eq!(code(&pool, counted).await, None);
    let states = "SELECT state, source, count(*) FROM referrals r JOIN submissions s ON s.id = r.submission_id GROUP BY 1, 2";
    assert_eq!(code(&pool, states).await, None);
    is_refused(&pool, "BEGIN READ WRITE; DELETE FROM screenings").await;
}

#[tokio::test]
async fn migrating_again_changes_nothing_and_several_may_at_once() {
    let bench = Bench::new().await;
    let (mut one, mut other) = (
        bench.database.superuser().await,
        bench.database.superuser().await,
    );
    let (first, second) = tokio::join!(postgres::migrate(&mut one), postgres::migrate(&mut other));
    first.unwrap();
    second.unwrap();
}

/// The address of the bench's database for a login that is a member of `referral_app` and nothing else.
async fn service_login(bench: &Bench) -> String {
    let login = "CREATE ROLE referral_service LOGIN PASSWORD 'secret' IN ROLE referral_app";
    let mut conn = bench.database.superuser().await;
    conn.execute(AssertSqlSafe(format!(
        "DO $$ BEGIN {login}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )))
    .await
    .unwrap();
    let database: String = sqlx::query_scalar("SELECT current_database()")
        .fetch_one(&mut conn)
        .await
        .unwrap();
    let options = cluster::options()
        .database(&database)
        .username("referral_service")
        .password("secret");
    options.to_url_lossy().to_string()
}

async fn open(url: &str) -> Result<Database, DatabaseError> {
    Database::open(&config(&["--demo", "--database-url", url])).await
}

#[tokio::test]
async fn a_login_that_is_only_a_member_of_the_programs_role_starts_where_nothing_is_missing() {
    let bench = Bench::new().await;
    let mut owner = bench.database.superuser().await;
    postgres::migrate(&mut owner).await.unwrap();
    let url = service_login(&bench).await;
    let database = open(&url).await.unwrap_or_else(|error| panic!("{error}"));
    let who: (String, String) = sqlx::query_as("SELECT session_user::text, current_user::text")
        .fetch_one(&database.pool)
        .await
        .unwrap();
    assert_eq!(who, ("referral_service".into(), "referral_app".into()));
    database.close().await.unwrap();
}

#[tokio::test]
async fn a_login_that_may_not_migrate_does_not_start_where_something_is_missing() {
    let bench = Bench::new().await;
    let mut owner = bench.database.superuser().await;
    postgres::migrate(&mut owner).await.unwrap();
    owner
        .execute("DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)")
        .await
        .unwrap();
    let refused = open(&service_login(&bench).await).await.err();
    assert!(
        matches!(
            refused,
            Some(DatabaseError::Migrate(MigrateError::NotAllowed(_)))
        ),
        "{refused:?}"
    );
}
