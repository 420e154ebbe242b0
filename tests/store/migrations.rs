//! Migrations, run by several programs that start at once.

use inpatient_referral::postgres;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _};

use crate::harness::cluster;

#[tokio::test]
async fn several_programs_may_start_at_once_though_indexes_are_made_concurrently() {
    let name = format!("migrations_{}", std::process::id());
    let mut server = cluster::options().connect().await.unwrap();
    let new = format!("CREATE DATABASE {name}");
    server.execute(AssertSqlSafe(new)).await.unwrap();
    let started = (0..4).map(|_| async {
        let options = cluster::options().database(&name);
        let mut program = options.connect().await.unwrap();
        postgres::migrate(&mut program).await.unwrap();
        program.close().await.unwrap();
    });
    futures_util::future::join_all(started).await;
    let mut one = cluster::options().database(&name).connect().await.unwrap();
    let invalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
    let invalid: i64 = one.fetch_one(invalid).await.unwrap().get(0);
    assert_eq!(invalid, 0);
    one.close().await.unwrap();
    let gone = format!("DROP DATABASE {name}");
    server.execute(AssertSqlSafe(gone)).await.unwrap();
}
