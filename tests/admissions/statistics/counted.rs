//! Days that are over are counted once.

use chrono::TimeDelta;
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;

use super::seed::{self, Sent, start};
use super::{PATH, rows, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Browser;

const KINDS: [&str; 3] = ["arrivals", "signs", "opinions"];

/// Today one more came from a GP, and last July, just after midnight in England, another two did.
async fn some(app: &TestApp) {
    seed::everything(app).await;
    for (count, at) in [(1, "2026-11-25T07:00:00Z"), (2, "2026-07-19T23:10:00Z")] {
        let gp = Sent {
            at,
            source: "gp",
            ..Sent::default()
        };
        seed::sent(app, count, &gp).await;
    }
}

async fn shown(browser: &Browser, query: &str) -> Vec<Vec<String>> {
    let page = browser.get(&format!("{PATH}?{query}")).await;
    KINDS.map(|kind| rows(&page, kind)).into()
}

const PERIODS: [&str; 5] = [
    "",
    "from=2026-07-01&to=2026-11-25",
    "from=2026-07-20&to=2026-07-20",
    "from=2026-07-01&to=2026-11-25&source=gp",
    "from=2026-11-10&to=2026-11-10&source=patient",
];

#[tokio::test]
async fn what_was_counted_is_what_would_be_counted() {
    let app = start().await;
    some(&app).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let mut before = Vec::new();
    for period in PERIODS {
        before.push(shown(&browser, period).await);
    }
    assert!(
        before[2][0][0]
            .contains("Week from 20 July 2026 Patient 0 Somebody for the patient 0 GP 2")
    );
    while jobs::count_days_now(&app.app).await {}
    let counted = "day = '2026-07-20' AND source = 'gp' AND count = 2";
    assert_eq!(app.count_where("counted_arrivals", counted).await, 1);
    for (period, before) in PERIODS.iter().zip(before) {
        assert_eq!(shown(&browser, period).await, before, "{period}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_day_is_counted_an_hour_after_its_end_and_once() {
    let app = start().await;
    some(&app).await;
    // Two nodes at once.
    for _ in 0..30 {
        tokio::join!(
            jobs::count_days_now(&app.app),
            jobs::count_days_now(&app.app)
        );
    }
    assert!(!jobs::count_days_now(&app.app).await);
    let until = async |day: &str| {
        let day = format!("day = '{day}'");
        app.count_where("counted_until", &day).await
    };
    assert_eq!(until("2026-11-24").await, 1, "today is not over");
    app.clock.advance(TimeDelta::minutes(15 * 60 + 59));
    assert!(!jobs::count_days_now(&app.app).await, "00:59");
    app.clock.advance(TimeDelta::minutes(1));
    assert!(jobs::count_days_now(&app.app).await, "01:00");
    assert_eq!(until("2026-11-25").await, 1);
    assert_eq!(
        app.count_where("counted_arrivals", "day = '2026-11-25'")
            .await,
        1
    );
    app.stop().await;
}

#[tokio::test]
async fn counts_stay_when_cases_are_deleted() {
    let app = start().await;
    some(&app).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    while jobs::count_days_now(&app.app).await {}
    let before = shown(&browser, "from=2026-07-20&to=2026-07-20").await;
    app.execute("DELETE FROM referrals WHERE received_at < '2026-07-20'")
        .await;
    assert_eq!(
        shown(&browser, "from=2026-07-20&to=2026-07-20").await,
        before
    );
    app.stop().await;
}

#[tokio::test]
async fn nothing_is_counted_before_anything_came() {
    let app = start().await;
    assert!(!jobs::count_days_now(&app.app).await);
    assert_eq!(app.count_where("counted_until", "true").await, 0);
    app.stop().await;
}
