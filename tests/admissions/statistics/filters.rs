use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::seed::{self, Sent, start};
use super::{PATH, rows, signed_in};

#[tokio::test]
async fn period_and_sender_decide_what_is_counted() {
    let app = start().await;
    // Just after midnight in England on 1 July, which is still June in UTC.
    let july = Sent {
        at: "2026-06-30T23:30:00Z",
        ..Sent::default()
    };
    seed::sent(&app, 3, &july).await;
    let gp = Sent {
        at: "2026-07-06T08:00:00Z",
        source: "gp",
        ..Sent::default()
    };
    seed::sent(&app, 2, &gp).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let show = async |query: &str| browser.get(&format!("{PATH}?{query}")).await;
    let page = show("from=2026-07-01&to=2026-07-07&source=all").await;
    assert_eq!(
        rows(&page, "arrivals"),
        [
            "Week from 29 June 2026 Patient 3 Somebody for the patient 0 GP 0 All 3",
            "Week from 6 July 2026 Patient 0 Somebody for the patient 0 GP 2 All 2",
        ]
    );
    let page = show("from=2026-06-01&to=2026-06-30").await;
    assert!(page.text("main").contains("No referrals in this period"));
    let page = show("from=2026-07-01&to=2026-07-07&source=gp").await;
    assert_eq!(page.texts(".app-counts dd")[0], "2");
    assert_eq!(page.attributes("option[selected]", "value"), ["gp"]);
    let signs = rows(&page, "signs");
    assert!(
        signs[0].ends_with("Matches 2 Does not match 0 Not clear yet 0"),
        "{signs:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn the_usual_period_is_twelve_weeks_and_others_are_one_press_away() {
    let app = start().await;
    let old = Sent {
        at: "2026-09-02T12:00:00Z",
        ..Sent::default()
    };
    seed::sent(&app, 5, &old).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get(PATH).await;
    assert_eq!(page.attributes("#from", "value"), ["2026-09-03"]);
    assert_eq!(page.attributes("#to", "value"), ["2026-11-25"]);
    assert_eq!(page.texts("a[aria-current=true]"), ["12 weeks"]);
    assert_eq!(page.texts(".app-counts dd")[0], "0");
    let year = page
        .attributes(".app-statistics__quick a", "href")
        .remove(2);
    let page = browser.get(&year).await;
    assert_eq!(page.texts(".app-counts dd")[0], "5");
    assert_eq!(page.texts("a[aria-current=true]"), ["A year"]);
    app.stop().await;
}

#[tokio::test]
async fn a_period_that_cannot_be_counted_is_told_and_stays_typed() {
    let app = start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for (query, control, message) in [
        (
            "from=yesterday",
            "from",
            "Enter the first day as a date from 2000 on",
        ),
        (
            "to=2026-02-30",
            "to",
            "Enter the last day as a date from 2000 on",
        ),
        (
            "from=2026-11-02&to=2026-11-01",
            "from",
            "The first day must not be after the last day",
        ),
        (
            "to=2026-11-26",
            "to",
            "The last day must be today or earlier",
        ),
        (
            "from=2024-11-25&to=2026-11-25",
            "from",
            "Choose a period of at most 2 years",
        ),
        (
            "source=neighbour",
            "source",
            "Choose a sender from the list",
        ),
    ] {
        for path in [PATH.to_owned(), format!("{PATH}/arrivals.csv")] {
            let page = browser.get(&format!("{path}?{query}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert!(page.text("title").starts_with("Error: "), "{query}");
            assert_eq!(page.texts(".nhsuk-error-summary a"), [message]);
            assert!(page.has(&format!("#{control}-error")), "{query}");
            assert!(!page.has("main svg"));
        }
    }
    let page = browser
        .get(&format!("{PATH}?from=yesterday&to=2026-11-01"))
        .await;
    assert_eq!(page.attributes("#from", "value"), ["yesterday"]);
    assert_eq!(page.attributes("#to", "value"), ["2026-11-01"]);
    app.stop().await;
}
