use inpatient_referral::security::permissions::Role;

use super::seed::{self, Sent, start};
use super::{PATH, rows, signed_in};

const GP: Sent<'_> = Sent {
    at: "2026-11-10T10:00:00Z",
    source: "gp",
    signs: "{}",
    state: "received",
    columns: "priority",
    values: "NULL",
};

#[tokio::test]
async fn reporting_is_not_shown_small_counts_nor_what_they_follow_from() {
    let app = start().await;
    seed::sent(&app, 9, &Sent::default()).await;
    seed::sent(&app, 3, &GP).await;
    let (_, reporting) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let (_, lead) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let query = format!("{PATH}?from=2026-11-09&to=2026-11-15");
    let page = reporting.get(&query).await;
    assert!(
        page.text("main")
            .contains("counts from 1 to 4 are shown as “fewer than 5”")
    );
    assert_eq!(
        rows(&page, "arrivals"),
        [
            "Week from 9 November 2026 Patient not shown Somebody for the patient 0 GP fewer than 5 All 12"
        ]
    );
    let drawing = page.text("main svg[aria-labelledby=arrivals-plot]");
    assert!(
        drawing.contains("<5") && !drawing.contains("3 in all"),
        "{drawing}"
    );
    let file = reporting.get(&query.replace('?', "/arrivals.csv?")).await;
    assert!(
        file.html
            .contains("9 November 2026,not shown,0,fewer than 5,12"),
        "{}",
        file.html
    );
    let page = lead.get(&query).await;
    assert!(!page.text("main").contains("fewer than 5"));
    assert_eq!(
        rows(&page, "arrivals"),
        ["Week from 9 November 2026 Patient 9 Somebody for the patient 0 GP 3 All 12"]
    );
    app.stop().await;
}

#[tokio::test]
async fn reporting_is_not_told_how_long_a_few_waited() {
    let app = start().await;
    seed::everything(&app).await;
    let (_, reporting) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let page = reporting.get(&format!("{PATH}?source=gp")).await;
    assert_eq!(
        page.texts(".app-counts dd")[..2],
        ["fewer than 5", "fewer than 5"]
    );
    let times = rows(&page, "times");
    assert!(
        times[0].contains("Done fewer than 5 Still waiting 0 Median –"),
        "{times:?}"
    );
    assert!(times[0].ends_with("Promise kept not shown"), "{times:?}");
    assert!(rows(&page, "opinions")[1].ends_with("not shown"));
    assert!(
        page.text("svg[aria-labelledby=times-plot]")
            .contains("too few to show")
    );
    app.stop().await;
}
