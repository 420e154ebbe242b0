use chrono::TimeDelta;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::super::letters::keep;
use super::super::team::{self, refer, sender, signed_in};
use crate::harness::app::TestApp;

const PATH: &str = "/admissions/audit";

/// Lines of changes, one a minute, from long before the test.
async fn lines(app: &TestApp, count: i64) {
    let sql = format!(
        "INSERT INTO audit_log (at, actor, action, subject)
         SELECT '2030-01-01Z'::timestamptz + number * interval '1 minute', 'system', 'outbox.swept', 'outbox'
         FROM generate_series(1, {count}) AS number"
    );
    app.execute(&sql).await;
}

#[tokio::test]
async fn changes_are_told_with_time_who_what_and_of_which_case() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (casey, coordinator) = signed_in(&app, "Casey Vale", Role::Coordinator).await;
    let path = format!("/admissions/referrals/{reference}");
    let page = coordinator.get(&path).await;
    coordinator
        .send(&page.form_to(&format!("{path}/claim")))
        .await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;

    let page = browser
        .get(&format!(
            "{PATH}?account={}&action=referral.claim",
            casey.id
        ))
        .await;
    let row = page.text("tbody tr");
    let second = app.now().format("%-d %B %Y").to_string();
    for told in [&*second, "Casey Vale", "Claimed", &reference.to_string()] {
        assert!(row.contains(told), "{told} in {row}");
    }
    assert_eq!(page.texts("tbody tr").len(), 1);
    let link = page.attributes("tbody a", "href");
    assert_eq!(link, [path.as_str()]);
    assert!(!page.html.contains("Hopper"));

    keep(&coordinator, reference, "acknowledgement/patient", &[]).await;
    let page = browser.get(&format!("{PATH}?reference={reference}")).await;
    assert_eq!(
        page.attributes("tbody tr", "data-action"),
        ["letter.sent", "referral.claim", "referral.received"]
    );
    assert!(page.text("tbody tr").contains(&reference.to_string()));
    app.stop().await;
}

#[tokio::test]
async fn looks_are_told_by_case_and_by_who_looked() {
    let app = team::start().await;
    let (one, other) = (
        refer(&app, sender("Grace Hopper")).await,
        refer(&app, sender("Ada Byron")).await,
    );
    let (casey, coordinator) = signed_in(&app, "Casey Vale", Role::Coordinator).await;
    for reference in [one, other] {
        coordinator
            .get(&format!("/admissions/referrals/{reference}"))
            .await;
    }
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser
        .get(&format!("{PATH}?list=looks&reference={one}"))
        .await;
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].contains("Casey Vale") && rows[0].contains("Opened the record"),
        "{}",
        rows[0]
    );
    let page = browser
        .get(&format!(
            "{PATH}?list=looks&action=opened&account={}",
            casey.id
        ))
        .await;
    let told: Vec<String> = page.texts("tbody tr td a");
    assert_eq!(told, [other.to_string(), one.to_string()]);
    let page = browser
        .get(&format!("{PATH}?list=looks&action=listed"))
        .await;
    assert!(page.text("tbody").contains("No single case"));
    app.stop().await;
}

#[tokio::test]
async fn a_look_at_the_log_is_a_line_of_it() {
    let app = team::start().await;
    let (ira, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    browser
        .get(&format!("{PATH}?list=looks&from=2026-01-01"))
        .await;
    let page = browser.get(&format!("{PATH}?action=audit.looked")).await;
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 2, "the look before, and this one");
    assert!(
        rows[1].contains("Ira Keys") && rows[1].contains("log looks"),
        "{}",
        rows[1]
    );
    let noted = format!("action = 'audit.looked' AND account_id = '{}'", ira.id);
    assert_eq!(app.count_where("audit_log", &noted).await, 2);
    app.stop().await;
}

#[tokio::test]
async fn a_long_log_is_turned_by_its_last_line_and_none_is_shown_twice_or_left_out() {
    let app = team::start().await;
    lines(&app, 120).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let mut page = browser.get(&format!("{PATH}?action=outbox.swept")).await;
    let mut times = Vec::new();
    loop {
        times.extend(page.texts("tbody td:first-child"));
        let Some(next) = page.attributes("a[rel=next]", "href").pop() else {
            break;
        };
        page = browser.get(&next).await;
    }
    let mut unique = times.clone();
    unique.dedup();
    assert_eq!((times.len(), unique.len()), (120, 120));
    assert!(
        times[0].contains("02:00:00") && times[119].contains("00:01:00"),
        "{times:?}"
    );
    let newest = page.attributes(".app-pagination a", "href").remove(0);
    assert_eq!(browser.get(&newest).await.texts("tbody tr").len(), 50);
    app.stop().await;
}

#[tokio::test]
async fn filters_together_look_at_so_many_lines_and_then_offer_to_go_on() {
    let app = team::start().await;
    lines(&app, 10_100).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let early = "UPDATE audit_log SET subject = 'rare' WHERE at = (SELECT min(at) FROM audit_log)";
    app.execute(early).await;
    let page = browser
        .get(&format!("{PATH}?action=outbox.swept&kind=rare"))
        .await;
    assert!(!page.has("tbody") && page.html.contains("10000 lines were looked at"));
    let next = page.attributes("a[rel=next]", "href").remove(0);
    let page = browser.get(&next).await;
    assert_eq!(page.texts("tbody tr").len(), 1);
    assert!(!page.has("a[rel=next]"));
    app.stop().await;
}

#[tokio::test]
async fn a_period_has_both_its_days_as_they_are_in_england() {
    let app = team::start().await;
    let at = |moment: &str| {
        format!(
            "INSERT INTO audit_log (at, actor, action, subject) VALUES ('{moment}', 'system', 'outbox.swept', 'outbox')"
        )
    };
    for moment in [
        "2030-06-30T22:59:59Z",
        "2030-06-30T23:00:00Z",
        "2030-07-02T22:59:59Z",
        "2030-07-02T23:00:00Z",
    ] {
        app.execute(&at(moment)).await;
    }
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser
        .get(&format!(
            "{PATH}?action=outbox.swept&from=2030-07-01&to=2030-07-02"
        ))
        .await;
    let times = page.texts("tbody td:first-child");
    assert_eq!(times.len(), 2);
    assert!(
        times[0].contains("2 July 2030, 23:59:59") && times[1].contains("1 July 2030, 00:00:00")
    );
    app.stop().await;
}

#[tokio::test]
async fn faulty_filters_are_told_and_kept_and_nothing_is_shown() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser
        .get(&format!("{PATH}?from=31.12.2030&to=x&reference=nonsense"))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#from", "#to", "#reference"]
    );
    assert_eq!(page.attributes("#reference", "value"), ["nonsense"]);
    assert!(!page.has("tbody"));
    let page = browser
        .get(&format!("{PATH}?from=2030-02-02&to=2030-02-01"))
        .await;
    assert_eq!(page.attributes(".nhsuk-error-summary a", "href"), ["#to"]);
    let known = refer(&app, sender("Grace Hopper")).await;
    app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(
        browser
            .get(&format!("{PATH}?reference={known}"))
            .await
            .status,
        StatusCode::OK
    );
    let unknown = domain::people::Reference::from_random([7; 8]);
    let page = browser.get(&format!("{PATH}?reference={unknown}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.stop().await;
}
