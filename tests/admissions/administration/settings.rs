use inpatient_referral::jobs;
use inpatient_referral::live_settings::LiveSettings;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::super::team::{self, conn, signed_in};

const PATH: &str = "/admissions/settings";

#[tokio::test]
async fn what_is_saved_holds_at_once_and_is_noted_before_and_after() {
    let app = team::start().await;
    let (ira, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    assert_eq!(page.form().value("triage_days"), Some("2"));
    assert_eq!(page.form().value("second_read_percent"), Some("10"));
    let values = [
        ("triage_days", "4"),
        ("declined_years", "3"),
        ("address", "Buckingham Road\r\nAylesbury"),
    ];
    let page = browser.answer(&page, &values).await;
    assert_eq!(page.path, format!("{PATH}?saved=true"));
    assert!(page.text("[role=status]").contains("saved"));
    assert_eq!(
        page.form().value("address"),
        Some("Buckingham Road\nAylesbury")
    );
    assert_eq!(app.app.live.targets().triage, 4);
    let privacy = browser.get("/privacy").await;
    assert!(privacy.html.contains("3 years") && privacy.html.contains("Buckingham Road"));

    let noted = format!(
        "action = 'setting.changed' AND account_id = '{}' AND data = '{{\"setting\": \"triage_days\", \"before\": 2, \"after\": 4}}'",
        ira.id
    );
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    assert_eq!(
        app.count_where("audit_log", "action = 'setting.changed'")
            .await,
        3
    );
    let page = browser.get("/admissions/audit?kind=setting").await;
    assert!(
        page.text("tbody").contains("setting triage days"),
        "{}",
        page.text("tbody")
    );
    app.stop().await;
}

#[tokio::test]
async fn another_node_takes_over_what_was_set_and_keeps_it_while_the_database_is_away() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    browser.answer(&page, &[("acknowledge_days", "3")]).await;
    let other = LiveSettings::new(&app.app.config.hospital);
    assert_eq!(other.targets().acknowledge, 1);
    other.refresh(&mut *conn(&app).await).await.unwrap();
    assert_eq!(other.targets().acknowledge, 3);
    let cut = app.cut_database().await;
    assert!(jobs::look_at_settings(&app.app).await.is_err());
    assert_eq!(app.app.live.targets().acknowledge, 3);
    cut.restore().await;
    app.stop().await;
}

#[tokio::test]
async fn what_cannot_be_a_value_is_told_and_kept_and_nothing_is_saved() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    let values = [
        ("triage_days", "0"),
        ("second_read_percent", "ten"),
        ("record_years", "7"),
        ("phone", "01296 111111"),
    ];
    let page = browser.answer(&page, &values).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#triage_days", "#second_read_percent", "#record_years"]
    );
    assert_eq!(page.form().value("phone"), Some("01296 111111"));
    assert_eq!(app.count("settings").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn of_two_who_save_the_second_sees_both_sides_and_loses_nothing() {
    let app = team::start().await;
    let (_, one) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let (_, other) = signed_in(&app, "Ola Lock", Role::Admin).await;
    let (mine, theirs) = (one.get(PATH).await, other.get(PATH).await);
    let values = [("triage_days", "4"), ("opening_hours", "Weekdays.")];
    other.answer(&theirs, &values).await;
    let page = one
        .answer(&mine, &[("triage_days", "3"), ("phone", "01296 222222")])
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let clash = page.text("[data-clash=triage_days]");
    assert!(
        clash.contains("Now 4") && clash.contains("Yours 3"),
        "{clash}"
    );
    assert_eq!(page.form().value("phone"), Some("01296 222222"));
    assert_eq!(app.app.live.targets().triage, 4);
    one.send(&page.form()).await;
    assert_eq!(app.app.live.targets().triage, 3);
    let now = app.app.live.get();
    assert_eq!(now.phone.as_deref(), Some("01296 222222"));
    assert_eq!(
        now.opening_hours.as_deref(),
        Some("Weekdays."),
        "what was not touched is theirs"
    );
    app.stop().await;
}
