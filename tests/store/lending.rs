//! Connections that are lent come back clean, or not at all.

use std::time::Duration;

use inpatient_referral::postgres::Lending;
use inpatient_referral::store::StoreError;
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::harness::TestDatabase;

async fn backend(conn: &mut PgConnection) -> Result<i32, StoreError> {
    let pid = sqlx::query_scalar("SELECT pg_backend_pid()");
    Ok(pid.fetch_one(conn).await?)
}

async fn leave_a_line(conn: &mut PgConnection) -> Result<(), StoreError> {
    let line = "INSERT INTO throttle (scope, key_hash, started_at, expires_at) VALUES ('t', sha256('k'), now(), now())";
    sqlx::query(line).execute(conn).await?;
    Ok(())
}

async fn one() -> (TestDatabase, Lending) {
    let database = TestDatabase::new().await;
    let lending = Lending::new(&database.pool, 1);
    (database, lending)
}

#[tokio::test]
async fn a_connection_is_kept_and_acts_for_the_application() {
    let (_database, lending) = one().await;
    let first = lending
        .work(async |conn| backend(conn).await)
        .await
        .unwrap();
    let role = lending.work(async |conn| {
        let role = sqlx::query_scalar(
            "SELECT current_user::text || ' ' || current_setting('statement_timeout')",
        );
        let role: String = role.fetch_one(&mut *conn).await?;
        Ok::<_, StoreError>((role, backend(conn).await?))
    });
    assert_eq!(
        role.await.unwrap(),
        ("referral_app 2500ms".to_owned(), first)
    );
}

#[tokio::test]
async fn what_was_not_committed_is_rolled_back_before_the_next_borrower() {
    let (database, lending) = one().await;
    for fails in [false, true] {
        let done = lending.work(async |conn| {
            let mut tx = conn.begin().await?;
            leave_a_line(&mut tx).await?;
            drop(tx);
            if fails {
                Err(StoreError::Conflict)
            } else {
                Ok(())
            }
        });
        assert_eq!(done.await.is_err(), fails);
        // Nobody uses the connection now: the transaction must not stay open with its locks.
        let idle = "datname = current_database() AND state LIKE 'idle in transaction%'";
        assert_eq!(database.count_where("pg_stat_activity", idle).await, 0);
        assert_eq!(database.count("throttle").await, 0);
    }
}

#[tokio::test]
async fn work_that_is_broken_off_takes_its_connection_along() {
    let (_database, lending) = one().await;
    let first = lending
        .work(async |conn| backend(conn).await)
        .await
        .unwrap();
    let slow =
        lending.work(async |conn| Ok::<_, StoreError>(conn.execute("SELECT pg_sleep(2)").await?));
    assert!(
        tokio::time::timeout(Duration::from_millis(100), slow)
            .await
            .is_err()
    );
    let next = lending
        .work(async |conn| backend(conn).await)
        .await
        .unwrap();
    assert_ne!(first, next);
}

#[tokio::test]
async fn whoever_finds_all_lent_waits_and_then_hears_that_there_is_none() {
    let (_database, lending) = one().await;
    let mut lent = lending.lend().await.unwrap();
    backend(lent.connection()).await.unwrap();
    assert!(matches!(
        lending.lend().await,
        Err(sqlx::Error::PoolTimedOut)
    ));
    lent.give_back(true).await;
    assert!(lending.lend().await.is_ok());
}

#[tokio::test]
async fn a_connection_that_broke_gives_way_to_a_new_one() {
    let (database, lending) = one().await;
    lending
        .work(async |conn| backend(conn).await)
        .await
        .unwrap();
    let cut = database.cut().await;
    let away = lending.work(async |conn| backend(conn).await).await;
    assert!(away.is_err());
    cut.restore().await;
    assert!(lending.work(async |conn| backend(conn).await).await.is_ok());
}
