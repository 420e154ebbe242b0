use inpatient_referral::security::permissions::Role;

use super::seed::{self, Sent, start};
use super::{PATH, rows, signed_in};
use crate::harness::app::TestApp;

/// Received on Friday, 28 August 2026; Monday the 31st was a bank holiday.
const FRIDAY: &str = "2026-08-28T15:00:00Z";
const PERIOD: &str = "from=2026-08-24&to=2026-08-30";
/// What was promised on that Friday with the usual targets.
const PROMISED: &str = "'2026-09-01', '2026-09-02', '2026-09-07'";

async fn acknowledged(app: &TestApp, count: u32, at: &str, promised: &str) {
    let values = format!("'{at}', {promised}");
    let sent = Sent {
        at: FRIDAY,
        columns: "acknowledged_at, acknowledge_by, triage_by, assess_by",
        values: &values,
        ..Sent::default()
    };
    seed::sent(app, count, &sent).await;
}

/// The rows of the table as a coordinator sees them.
async fn times(app: &TestApp, period: &str) -> Vec<String> {
    let (_, browser) = signed_in(app, "Ada Okafor", Role::Coordinator).await;
    rows(&browser.get(&format!("{PATH}?{period}")).await, "times")
}

#[tokio::test]
async fn working_days_leave_out_weekends_and_bank_holidays() {
    let app = start().await;
    acknowledged(&app, 2, FRIDAY, PROMISED).await;
    acknowledged(&app, 5, "2026-09-01T16:00:00Z", PROMISED).await;
    acknowledged(&app, 3, "2026-09-04T16:00:00Z", PROMISED).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get(&format!("{PATH}?{PERIOD}")).await;
    let times = rows(&page, "times");
    assert_eq!(
        times[0],
        "Working days To acknowledge Done 10 Still waiting 0 Median 1 90th percentile 4 \
         Promised 1 Promise kept 7 of 10 (70%)"
    );
    assert_eq!(
        times[1],
        "Working days To triage Done 0 Still waiting 10 Median – 90th percentile – \
         Promised 2 Promise kept 0 of 10 (0%)"
    );
    let drawing = page.text("main svg[aria-labelledby=times-plot]");
    assert!(
        drawing.contains("half in 1, 9 in 10 in 4; promise kept for 70%"),
        "{drawing}"
    );
    let page = page.text("main");
    assert!(page.contains("promised to that very referral at its receipt"));
    app.stop().await;
}

#[tokio::test]
async fn each_case_is_held_to_what_was_promised_to_itself() {
    let app = start().await;
    // Half of them came before the target was changed from one day to three.
    let three = "'2026-09-03', '2026-09-04', '2026-09-07'";
    acknowledged(&app, 5, "2026-09-03T16:00:00Z", PROMISED).await;
    acknowledged(&app, 5, "2026-09-03T16:00:00Z", three).await;
    let times = times(&app, PERIOD).await;
    assert!(
        times[0].ends_with("Promised 1 to 3 Promise kept 5 of 10 (50%)"),
        "{times:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn what_still_waits_or_ended_without_it_is_late_only_after_the_promised_day() {
    let app = start().await;
    let promised = "acknowledge_by, triage_by, assess_by";
    let today = Sent {
        at: "2026-11-25T08:00:00Z",
        columns: promised,
        values: "'2026-11-26', '2026-11-27', '2026-12-02'",
        ..Sent::default()
    };
    seed::sent(&app, 4, &today).await;
    // Two withdrew on the promised day, three the day after.
    for (count, closed) in [(2, "2026-11-23T23:59:59Z"), (3, "2026-11-24T00:00:00Z")] {
        let values = format!("'{closed}', '2026-11-23', '2026-11-24', '2026-11-27'");
        let withdrawn = Sent {
            at: "2026-11-20T08:00:00Z",
            state: "withdrawn",
            columns: "closed_at, acknowledge_by, triage_by, assess_by",
            values: &values,
            ..Sent::default()
        };
        seed::sent(&app, count, &withdrawn).await;
    }
    let times = times(&app, "").await;
    assert!(
        times[0].ends_with(
            "Done 0 Still waiting 4 Median – 90th percentile – Promised 1 Promise kept 0 of 3 (0%)"
        ),
        "{times:?}"
    );
    assert!(times[1].ends_with("Promise kept –"), "{times:?}");
    app.stop().await;
}

#[tokio::test]
async fn nothing_is_promised_for_the_decision() {
    let app = start().await;
    let decided = Sent {
        at: "2026-11-02T08:00:00Z",
        state: "waiting_for_bed",
        columns: "decided_at, acknowledge_by, triage_by, assess_by",
        values: "'2026-11-16T08:00:00Z', '2026-11-03', '2026-11-04', '2026-11-09'",
        ..Sent::default()
    };
    seed::sent(&app, 5, &decided).await;
    let times = times(&app, "").await;
    assert!(
        times[2].starts_with("Working days To offer an assessment Done 0 Still waiting 0"),
        "decided without one: {times:?}"
    );
    assert!(
        times[3].ends_with(
            "Done 5 Still waiting 0 Median 10 90th percentile 10 Promised – Promise kept –"
        ),
        "{times:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn what_was_joined_to_another_case_has_no_promise_of_its_own() {
    let app = start().await;
    acknowledged(&app, 1, FRIDAY, PROMISED).await;
    let joined = Sent {
        at: FRIDAY,
        columns: "acknowledge_by, triage_by, assess_by, merged_into",
        values: "'2026-09-01', '2026-09-02', '2026-09-07', (SELECT id FROM referrals LIMIT 1)",
        ..Sent::default()
    };
    seed::sent(&app, 3, &joined).await;
    let times = times(&app, PERIOD).await;
    assert!(
        times[0].contains("Done 1 Still waiting 0") && times[0].ends_with("1 of 1 (100%)"),
        "{times:?}"
    );
    app.stop().await;
}
