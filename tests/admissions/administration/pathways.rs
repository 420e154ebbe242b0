use chrono::TimeDelta;
use domain::pathway::Pathways;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::pathway_versions::note_live;
use reqwest::StatusCode;

use super::super::team::{self, conn, refer, sender, signed_in};
use crate::harness::app::TestApp;

const PATH: &str = "/admissions/pathways";

/// The built-in pathway with another version number.
fn another() -> Pathways {
    let built_in = Pathways::embedded().unwrap();
    let text = built_in.default().source();
    let version = format!("version = \"{}\"", built_in.default().version());
    assert!(text.contains(&version));
    let text = text.replacen(&version, "version = \"99.1\"", 1);
    Pathways::load([("next.toml".to_owned(), text)]).unwrap()
}

async fn start(app: &TestApp, pathways: &Pathways) {
    note_live(&mut *conn(app).await, pathways, app.now())
        .await
        .unwrap();
}

#[tokio::test]
async fn each_version_tells_since_when_it_is_live_what_replaced_it_and_how_many_were_sent() {
    let app = team::start().await;
    let built_in = app.app.pathways.clone();
    start(&app, &built_in).await;
    refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 1);
    assert!(
        rows[0].contains("Live")
            && rows[0].contains("15 January 2031")
            && rows[0].contains("Not recorded")
    );
    assert!(rows[0].ends_with("Referrals 1"), "{}", rows[0]);

    app.clock.advance(TimeDelta::minutes(20));
    start(&app, &another()).await;
    let page = browser.get(PATH).await;
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0].contains("99.1")
            && rows[0].contains("Replaced Live")
            && rows[0].ends_with("Referrals 0")
    );
    assert!(
        rows[1].contains("Replaced 15 January 2031 at 9:2"),
        "{}",
        rows[1]
    );
    let old = format!("{PATH}/{}", built_in.default().hash());
    let page = browser.get(&old).await;
    assert!(page.text("main pre").contains("cervical-dystonia"));
    let file = browser.get(&format!("{old}/definition.toml")).await;
    assert_eq!(file.html, built_in.default().source());
    assert!(
        file.headers["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    assert_eq!(
        browser
            .get(&format!("{PATH}/{}", "0".repeat(64)))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    app.stop().await;
}

#[tokio::test]
async fn starting_again_and_several_nodes_at_once_note_one_fact() {
    let app = team::start().await;
    let (one, other) = (app.app.pathways.clone(), another());
    tokio::join!(start(&app, &one), start(&app, &one), start(&app, &one));
    start(&app, &one).await;
    assert_eq!(app.count("pathway_live").await, 1);
    start(&app, &other).await;
    start(&app, &one).await;
    assert_eq!(
        (
            app.count("pathway_versions").await,
            app.count("pathway_live").await
        ),
        (2, 3)
    );
    assert_eq!(
        app.count_where("audit_log", "action = 'pathway.live'")
            .await,
        3
    );
    app.stop().await;
}

#[tokio::test]
async fn what_is_no_longer_offered_is_noted_as_such() {
    let app = team::start().await;
    let knee = include_str!("../../../src/domain/tests/pathways/knee-pain.toml");
    let both = Pathways::load([("knee.toml".to_owned(), knee.to_owned())]).unwrap();
    start(&app, &both).await;
    start(&app, &app.app.pathways.clone()).await;
    start(&app, &app.app.pathways.clone()).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    let rows = page.texts("tbody tr");
    let knee = rows.iter().find(|row| row.contains("knee-pain")).unwrap();
    assert!(knee.contains("Replaced 15 January"), "{knee}");
    assert_eq!(app.count_where("pathway_live", "hash IS NULL").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn an_approval_is_recorded_once_with_name_role_and_day() {
    let app = team::start().await;
    start(&app, &app.app.pathways.clone()).await;
    let (ira, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let path = format!("{PATH}/{}", app.app.pathways.default().hash());
    let page = browser.get(&path).await;
    let refused = browser.answer(&page, &[("on", "2031-01-16")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.attributes(".nhsuk-error-summary a", "href"),
        ["#approver", "#role", "#on"]
    );
    assert_eq!(refused.form().value("on"), Some("2031-01-16"));
    let values = [
        ("approver", "Dr May Wong"),
        ("role", "Clinical lead"),
        ("on", "2031-01-14"),
    ];
    let form = page.form().with(&values);
    browser.send(&form).await;
    let page = browser.send(&form).await;
    assert!(page.text("[role=status]").contains("recorded"));
    let told = page.text("main ul.nhsuk-list--bullet");
    assert!(
        told.contains("Dr May Wong, Clinical lead, on 14 January 2031"),
        "{told}"
    );
    assert_eq!(app.count("pathway_approvals").await, 1);
    let noted = format!("action = 'pathway.approved' AND account_id = '{}'", ira.id);
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    app.stop().await;
}
