use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, conn, looks, refer, sender, signed_in};

#[tokio::test]
async fn reporting_sees_numbers_and_no_person() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (member, browser) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let page = browser.get("/admissions").await;
    // Needs action, unassigned, waiting on others, waiting list, closed, all.
    assert_eq!(page.texts(".app-counts dd"), ["1", "1", "0", "0", "0", "1"]);
    assert!(!page.has(".app-queues") && !page.has("form[action='/admissions/search']"));
    assert!(!page.html.contains("Hopper") && !page.html.contains(&reference.to_string()));
    assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
    let mut fields = browser
        .get("/admissions/account")
        .await
        .form_to("/admissions/account/password")
        .fields;
    fields.extend(
        [("query", "Hopper"), ("version", "1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    for path in [
        "/admissions/search".to_owned(),
        format!("{path}/claim"),
        format!("{path}/release"),
    ] {
        let page = browser.post(&path, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!page.html.contains("Grace"));
    }
    assert_eq!(looks(&mut *conn(&app).await, member.id, "opened").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn an_administrator_reads_and_does_not_claim() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.forms("main form[method=post]").is_empty());
    let mut fields = browser
        .get("/admissions")
        .await
        .form_to("/admissions/search")
        .fields;
    fields.push(("version".to_owned(), "1".to_owned()));
    let page = browser.post(&format!("{path}/claim"), &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    app.stop().await;
}
