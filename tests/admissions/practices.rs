use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, signed_in};
use crate::referrer::practice::practice;

const PATH: &str = "/admissions/practices";

#[tokio::test]
async fn an_administrator_adds_a_practice_and_finds_it_by_code_or_name() {
    let app = team::start().await;
    practice(&app, "K82002").await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let ways = browser.get("/admissions/administration").await;
    assert!(ways.attributes("main a", "href").contains(&PATH.to_owned()));
    let page = browser.get(PATH).await;
    let values = [
        ("ods_code", "k81001"),
        ("name", "Mill Lane & Son"),
        ("address", "12 Mill Lane\r\n\r\nAylesbury\r\nHP20 1ZZ"),
    ];
    let page = browser.answer(&page, &values).await;
    assert!(page.text("[role=status]").contains("added"));
    for search in ["K81001", "k81001", "mill%20lane%20%26"] {
        let page = browser.get(&format!("{PATH}?search={search}")).await;
        let rows = page.texts("tbody tr");
        assert_eq!(rows.len(), 1, "{search}");
        assert!(rows[0].contains("12 Mill Lane, Aylesbury, HP20 1ZZ"));
    }
    assert_eq!(browser.get(PATH).await.texts("tbody tr").len(), 2);
    let noted = "action = 'practice.set' AND actor = 'staff'";
    assert_eq!(app.count_where("audit_log", noted).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_practice_is_told_at_once() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    let page = browser.answer(&page, &[("ods_code", "12")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#ods_code", "#name", "#address"]
    );
    assert_eq!(page.form().value("ods_code"), Some("12"));
    app.stop().await;
}

#[tokio::test]
async fn nobody_else_of_the_team_sees_or_adds_practices() {
    let app = team::start().await;
    for role in [
        Role::Coordinator,
        Role::Clinician,
        Role::Lead,
        Role::Reporting,
    ] {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        assert_eq!(browser.get(PATH).await.status, StatusCode::FORBIDDEN);
        let account = browser.get("/admissions/account").await;
        let fields = account.form_to("/admissions/account/password").fields;
        let page = browser.post(PATH, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(
            !account
                .attributes("header a", "href")
                .contains(&PATH.to_owned())
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn a_long_list_is_turned_page_by_page() {
    let app = team::start().await;
    for number in 0..30 {
        practice(&app, &format!("K81{number:03}")).await;
    }
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(&format!("{PATH}?search=surgery")).await;
    assert_eq!(page.texts("tbody tr").len(), 25);
    let next = page.attributes("a[rel=next]", "href").remove(0);
    assert_eq!(browser.get(&next).await.texts("tbody tr").len(), 5);
    app.stop().await;
}
