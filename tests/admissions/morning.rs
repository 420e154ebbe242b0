//! The leads' morning list of overdue promises.

use chrono::TimeDelta;
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox::{self, Message};

use super::team::{self, conn, newcomer, refer, sender};
use crate::harness::app::TestApp;

async fn mail(app: &TestApp) -> Vec<Message> {
    let mut conn = conn(app).await;
    let shown = outbox::latest(&mut conn, &app.app.keyring, 50).await;
    shown.unwrap().into_iter().map(|one| one.message).collect()
}

/// Two nodes that look at the same moment, and one that looks again.
async fn look(app: &TestApp) -> usize {
    let (one, other) = tokio::join!(jobs::morning_now(&app.app), jobs::morning_now(&app.app));
    one + other + jobs::morning_now(&app.app).await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_lead_hears_once_a_working_day_how_many_promises_are_overdue_and_no_more() {
    // Wednesday, nine o'clock.
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    refer(&app, sender("Henry Plain")).await;
    let (_, lea) = newcomer(&app, "Lea Novak", Role::Lead).await;
    let (_, max) = newcomer(&app, "Max Stone", Role::Lead).await;
    let (gone, _) = newcomer(&app, "Gone Away", Role::Lead).await;
    newcomer(&app, "Ada Okafor", Role::Coordinator).await;
    app.execute(&format!(
        "UPDATE accounts SET disabled_at = now() WHERE id = '{gone}'"
    ))
    .await;
    assert_eq!(look(&app).await, 0, "nothing is overdue");
    // Thursday is the day of the promise; Friday, before seven and after.
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 0, "it is due today");
    app.clock.advance(TimeDelta::hours(21));
    assert_eq!(look(&app).await, 0, "six o'clock");
    app.clock.advance(TimeDelta::hours(1));
    assert_eq!(look(&app).await, 2, "seven o'clock");
    app.clock.advance(TimeDelta::hours(9));
    assert_eq!(look(&app).await, 0, "they know");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 0, "Saturday");
    let told = mail(&app).await;
    let mut to: Vec<&str> = told.iter().map(|one| one.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, [lea.as_str(), max.as_str()]);
    for one in &told {
        assert_eq!(one.subject, "Overdue: 2 referrals");
        assert!(one.text.contains("/admissions?queue=overdue"));
        for private in ["Grace", "Henry", &reference.to_string()] {
            assert!(!one.text.contains(private) && !one.html.contains(private));
        }
    }
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(look(&app).await, 2, "Monday");
    app.stop().await;
}

#[tokio::test]
async fn what_is_closed_or_goes_on_elsewhere_is_not_overdue() {
    let app = team::start().await;
    let first = refer(&app, sender("Grace Hopper")).await;
    let second = refer(&app, sender("Henry Plain")).await;
    newcomer(&app, "Lea Novak", Role::Lead).await;
    app.execute(&format!(
        "UPDATE referrals SET closed_at = now() WHERE reference = '{first}'"
    ))
    .await;
    app.execute(&format!(
        "UPDATE referrals SET merged_into = (SELECT id FROM referrals WHERE reference = '{first}') WHERE reference = '{second}'"
    ))
    .await;
    app.clock.advance(TimeDelta::days(5));
    assert_eq!(look(&app).await, 0);
    app.stop().await;
}
