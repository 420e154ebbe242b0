//! What each role may do is decided by the database, not by the program.

use inpatient_referral::postgres::{self, Role};
use sqlx::{AssertSqlSafe, Executor as _, PgPool};

use super::{Bench, four_signs};

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
    for table in ["submissions", "referral_events", "audit_log", "access_log"] {
        is_refused(pool, &format!("DELETE FROM {table}")).await;
        is_refused(pool, &format!("TRUNCATE {table}")).await;
    }
    is_refused(pool, "UPDATE submissions SET flagged = false").await;
    is_refused(pool, "UPDATE referral_events SET kind = 'x'").await;
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
        "SELECT * FROM _sqlx_migrations",
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
        "SELECT name_tokens FROM patients",
        "SELECT * FROM patients",
        "SELECT answers FROM submissions",
        "SELECT explanation_enc FROM submissions",
        "SELECT reference FROM referrals",
        "SELECT email_bidx FROM accounts",
        "SELECT display_name FROM accounts",
        "SELECT event_enc FROM referral_events",
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

#[tokio::test]
async fn a_user_who_may_not_migrate_passes_where_nothing_is_missing() {
    let bench = Bench::new().await;
    let mut conn = bench.database.superuser().await;
    conn.execute(
        "GRANT SELECT ON _sqlx_migrations TO referral_reporting; SET ROLE referral_reporting",
    )
    .await
    .unwrap();
    postgres::migrate(&mut conn).await.unwrap();
    conn.execute("RESET ROLE; DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations); SET ROLE referral_reporting")
        .await
        .unwrap();
    let refused = postgres::migrate(&mut conn).await;
    assert!(
        matches!(refused, Err(postgres::MigrateError::NotAllowed(_))),
        "{refused:?}"
    );
}
