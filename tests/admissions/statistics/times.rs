use inpatient_referral::security::permissions::Role;

use super::seed::{self, Sent, start};
use super::{PATH, rows, signed_in};

/// Received on Friday, 28 August 2026; Monday the 31st was a bank holiday.
const FRIDAY: &str = "2026-08-28T15:00:00Z";
const PERIOD: &str = "from=2026-08-24&to=2026-08-30";

async fn acknowledged(app: &crate::harness::TestApp, count: u32, at: &str) {
    let values = format!("'{at}'");
    let sent = Sent {
        at: FRIDAY,
        columns: "acknowledged_at",
        values: &values,
        ..Sent::default()
    };
    seed::sent(app, count, &sent).await;
}

#[tokio::test]
async fn working_days_leave_out_weekends_and_bank_holidays() {
    let app = start().await;
    acknowledged(&app, 2, FRIDAY).await;
    acknowledged(&app, 5, "2026-09-01T16:00:00Z").await;
    acknowledged(&app, 3, "2026-09-04T16:00:00Z").await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get(&format!("{PATH}?{PERIOD}")).await;
    let times = rows(&page, "times");
    assert!(
        times[0].contains(
            "To acknowledge Done 10 Still waiting 0 Median 1 90th percentile 4 \
             Target 1 Within target 7 of 10 (70%)"
        ),
        "{times:?}"
    );
    assert!(
        times[1].contains("To triage Done 0 Still waiting 10"),
        "{times:?}"
    );
    assert!(
        times[1].ends_with("Within target 0 of 10 (0%)"),
        "{times:?}"
    );
    assert!(
        page.text("main svg[aria-labelledby=times-plot]")
            .contains("half in 1, 9 in 10 in 4; target 1")
    );
    app.stop().await;
}

#[tokio::test]
async fn what_still_waits_is_late_only_after_the_target_and_what_ended_is_not_counted() {
    let app = start().await;
    let today = Sent {
        at: "2026-11-25T08:00:00Z",
        ..Sent::default()
    };
    seed::sent(&app, 4, &today).await;
    let withdrawn = Sent {
        at: "2026-11-20T08:00:00Z",
        state: "withdrawn",
        columns: "closed_at",
        values: "'2026-11-21T08:00:00Z'",
        ..Sent::default()
    };
    seed::sent(&app, 2, &withdrawn).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let times = rows(&browser.get(PATH).await, "times");
    assert!(times[0].contains("Done 0 Still waiting 4"), "{times:?}");
    assert!(times[0].ends_with("Within target –"), "{times:?}");
    app.stop().await;
}

#[tokio::test]
async fn the_time_to_decide_has_no_target() {
    let app = start().await;
    let decided = Sent {
        at: "2026-11-02T08:00:00Z",
        state: "waiting_for_bed",
        columns: "decided_at",
        values: "'2026-11-16T08:00:00Z'",
        ..Sent::default()
    };
    seed::sent(&app, 5, &decided).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let times = rows(&browser.get(PATH).await, "times");
    assert!(
        times[2].ends_with(
            "Done 5 Still waiting 0 Median 10 90th percentile 10 Target – Within target –"
        ),
        "{times:?}"
    );
    app.stop().await;
}
