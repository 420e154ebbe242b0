//! The demonstration's data.

use inpatient_referral::demo;
use inpatient_referral::store::referrals::Detail;
use inpatient_referral::store::referrals::dashboard::{
    self, Filters, List, Queue, Sort, Standpoint,
};

use super::Bench;

#[tokio::test]
async fn the_demonstration_is_made_once_with_cases_of_every_kind() {
    let bench = Bench::new().await;
    demo::seed(&bench.app).await.unwrap();
    let referrals = bench.database.count("referrals").await;
    demo::seed(&bench.app).await.unwrap();
    assert_eq!(bench.database.count("referrals").await, referrals);
    assert_eq!(bench.database.count("accounts").await, 8);
    assert_eq!(bench.database.count("practices").await, 2);
    let by_practices = "practice_id IS NOT NULL";
    assert!(bench.database.count_where("referrals", by_practices).await >= 12);
    assert!(bench.database.count_where("screenings", by_practices).await >= 2);
    assert!(referrals >= 24);
    for outcome in ["match_stronger", "match_some", "more_info", "no_match_now"] {
        let some = format!("outcome = '{outcome}'");
        assert!(
            bench.database.count_where("submissions", &some).await > 0,
            "{outcome}"
        );
    }
    let mut conn = bench.conn().await;
    let standpoint = Standpoint {
        account: uuid::Uuid::nil(),
        today: bench.now().date_naive(),
    };
    let none = Filters::default();
    let list = List {
        from: standpoint,
        queue: Queue::All,
        sort: Sort::Flagged,
        filters: &none,
        search: None,
    };
    let page = dashboard::page(&mut conn, &bench.app.keyring, list, None, 50, Detail::Named);
    let page = page.await.unwrap();
    assert!(page.lines[0].flagged && page.lines.iter().any(|line| line.owner.is_some()));
}
