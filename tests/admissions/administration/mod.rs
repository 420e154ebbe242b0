//! Pages of administrators.

mod api_clients;
mod audit;
mod pathways;
mod retention;
mod settings;
mod simulator;

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, signed_in};

const PAGES: [&str; 8] = [
    "/admissions/administration",
    "/admissions/api-clients",
    "/admissions/api-clients/019318f2-7c50-7000-8000-000000000007",
    "/admissions/audit",
    "/admissions/pathways",
    "/admissions/retention",
    "/admissions/settings",
    "/admissions/simulator",
];
const FORMS: [&str; 10] = [
    "/admissions/api-clients",
    "/admissions/api-clients/019318f2-7c50-7000-8000-000000000007",
    "/admissions/api-clients/019318f2-7c50-7000-8000-000000000007/secret",
    "/admissions/api-clients/019318f2-7c50-7000-8000-000000000007/end-earlier-secret",
    "/admissions/api-clients/019318f2-7c50-7000-8000-000000000007/disable",
    "/admissions/retention/0/hold",
    "/admissions/retention/0/lift",
    "/admissions/settings",
    "/admissions/pathways/0",
    "/admissions/simulator",
];

#[tokio::test]
async fn one_link_leads_administrators_to_everything_that_they_look_after() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get("/admissions").await;
    let links = page.attributes("header nav a", "href");
    let administration = "/admissions/administration".to_owned();
    assert!(links.contains(&administration) && !links.contains(&"/admissions/accounts".to_owned()));
    let page = browser.get(&administration).await;
    let ways = page.attributes("main h2 a", "href");
    assert_eq!(ways.len(), 8);
    for way in &ways {
        let page = browser.get(way).await;
        assert_eq!(page.status, StatusCode::OK, "{way}");
        assert_eq!(
            page.attributes("a.nhsuk-back-link", "href"),
            [administration.as_str()]
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn nobody_else_of_the_team_sees_a_page_of_administrators() {
    let app = team::start().await;
    for role in [
        Role::Coordinator,
        Role::Clinician,
        Role::Lead,
        Role::Reporting,
    ] {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        let fields = browser.get("/admissions/account").await;
        let fields = fields.form_to("/admissions/account/password").fields;
        for path in PAGES {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        for path in FORMS {
            let page = browser.post(path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
        let page = browser.get("/admissions").await;
        let links = page.attributes("header nav a", "href");
        assert!(!links.contains(&PAGES[0].to_owned()), "{role:?}");
    }
    app.stop().await;
}
