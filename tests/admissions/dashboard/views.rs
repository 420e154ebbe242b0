use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use crate::admissions::team::{self, conn, refer, sender, signed_in};
use crate::harness::http::{Browser, Page};

async fn save(browser: &Browser, list: &str, values: &[(&str, &str)]) -> Page {
    let page = browser.get(list).await;
    browser
        .send(&page.form_to("/admissions/views").with(values))
        .await
}

#[tokio::test]
async fn a_view_is_saved_listed_shown_first_and_deleted() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let list = "/admissions?queue=all&flagged=yes&sort=oldest";
    let page = save(
        &browser,
        list,
        &[("name", "Old and flagged"), ("start", "yes")],
    )
    .await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, list));
    assert_eq!(
        page.texts(".app-views a[aria-current]"),
        ["Old and flagged"]
    );
    assert_eq!(browser.get("/admissions").await.path, list, "shown first");
    // Another one takes its place at the start, and a second of the same name replaces it.
    let other = save(
        &browser,
        "/admissions?queue=mine",
        &[("name", "Mine"), ("start", "yes")],
    )
    .await;
    assert_eq!(other.texts(".app-views a"), ["Mine", "Old and flagged"]);
    assert_eq!(
        browser.get("/admissions").await.path,
        "/admissions?queue=mine"
    );
    let again = save(&browser, "/admissions?queue=closed", &[("name", "Mine")]).await;
    assert_eq!(
        again.attributes(".app-views a", "href")[0],
        "/admissions?queue=closed"
    );
    assert_eq!(browser.get("/admissions").await.path, "/admissions");
    let views = browser.get("/admissions/views").await;
    let form = views.forms("main form[method=post]").remove(0);
    let views = browser.send(&form).await;
    assert_eq!(views.path, "/admissions/views");
    assert_eq!(views.texts(".app-views__all a"), ["Old and flagged"]);
    browser.send(&form).await;
    app.stop().await;
}

#[tokio::test]
async fn views_are_ones_own() {
    let app = team::start().await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    save(&ada, "/admissions?queue=mine", &[("name", "Adas")]).await;
    let form = ada
        .get("/admissions/views")
        .await
        .forms("main form[method=post]")
        .remove(0);
    assert!(!ben.get("/admissions").await.has(".app-views"));
    let mut fields = ben
        .get("/admissions")
        .await
        .form_to("/admissions/views")
        .fields;
    fields.retain(|(name, _)| name == "csrf");
    let page = ben.post(&form.action, &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(ada.get("/admissions").await.has(".app-views"));
    let (_, numbers) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    assert_eq!(
        numbers.get("/admissions/views").await.status,
        StatusCode::FORBIDDEN
    );
    app.stop().await;
}

#[tokio::test]
async fn a_view_needs_a_name_and_there_are_twenty_at_most() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for (name, told) in [
        (" ", "Enter a name"),
        (&*"w".repeat(61), "60 characters or fewer"),
    ] {
        let page = save(
            &browser,
            "/admissions?queue=mine",
            &[("name", name), ("start", "yes")],
        )
        .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text("title").starts_with("Error: "));
        assert!(page.text(".nhsuk-error-summary").contains(told));
        assert!(page.has("input[name=start][checked]"));
        let form = page.form();
        assert_eq!(form.value("list"), Some("queue=mine"));
        assert_eq!(form.value("name"), Some(name.trim()));
    }
    for number in 0..20 {
        let name = format!("View {number}");
        let page = save(&browser, "/admissions?queue=mine", &[("name", &name)]).await;
        assert_eq!(page.status, StatusCode::OK, "{number}");
    }
    let page = save(&browser, "/admissions?queue=mine", &[("name", "One more")]).await;
    assert!(
        page.text(".nhsuk-error-summary")
            .contains("You have 20 views")
    );
    let page = save(&browser, "/admissions?queue=closed", &[("name", "View 3")]).await;
    assert_eq!(page.status, StatusCode::OK, "replaced");
    app.stop().await;
}

#[tokio::test]
async fn what_was_searched_for_is_not_saved() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let form = browser
        .get("/admissions")
        .await
        .form_to("/admissions/search");
    let found = browser.send(&form.with(&[("query", "Hopper")])).await;
    assert!(found.path.contains("&q="));
    let saved = save(&browser, &found.path, &[("name", "Everything")]).await;
    assert_eq!(saved.path, "/admissions?queue=all");
    let query: String = sqlx::query_scalar("SELECT query FROM saved_views")
        .fetch_one(&mut *conn(&app).await)
        .await
        .unwrap();
    assert_eq!(query, "queue=all");
    app.stop().await;
}
