use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, signed_in};
use crate::referrer::practice::{practice, referrer};

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
async fn a_practice_shows_its_people_is_corrected_closed_and_opened_again() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let path = format!("{PATH}/K81001");
    let list = admin.get(PATH).await;
    assert_eq!(list.attributes("tbody a", "href"), [path.as_str()]);
    let page = admin.get(&path).await;
    let person = format!("/admissions/accounts/{}", gita.account);
    assert!(page.attributes("main a", "href").contains(&person));

    let wrong = page.form_to(&path).with(&[("name", "")]);
    let page = admin.send(&wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = page.form_to(&path).with(&[("name", "Mill Lane")]);
    let page = admin.send(&right).await;
    assert!(
        page.text("h1").ends_with("Mill Lane"),
        "{}",
        page.text("h1")
    );

    let page = admin.send(&page.form_to(&format!("{path}/close"))).await;
    assert!(page.text("main").contains("Closed Since 15 January 2031"));
    assert!(admin.get(PATH).await.texts("tbody tr").is_empty());
    let found = admin.get(&format!("{PATH}?search=k81001")).await;
    assert_eq!(found.texts("tbody tr").len(), 1, "by its code");
    assert_eq!(gita.browser.get("/refer").await.path, "/refer", "goes on");
    let page = admin.send(&page.form_to(&format!("{path}/reopen"))).await;
    assert!(!page.text("main").contains("Closed"));
    for action in ["practice.set", "practice.closed", "practice.reopened"] {
        let noted = format!("action = '{action}' AND subject_id = '{ours}'");
        assert_eq!(app.count_where("audit_log", &noted).await, 1, "{action}");
    }
    assert_eq!(
        admin.get(&format!("{PATH}/K99999")).await.status,
        StatusCode::NOT_FOUND
    );
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
        let one = format!("{PATH}/K81001");
        assert_eq!(browser.get(&one).await.status, StatusCode::FORBIDDEN);
        for verb in ["", "/close", "/reopen"] {
            let page = browser.post(&format!("{one}{verb}"), &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{verb}");
        }
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
