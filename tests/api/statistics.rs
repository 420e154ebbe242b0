use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};

use super::{client, get, json, token};
use crate::admissions::statistics::seed::{self, Sent};

const TABLE: &str = "/api/statistics/arrivals.csv";

#[tokio::test]
async fn a_client_saves_a_table_as_people_do_without_small_counts() {
    let app = seed::start().await;
    seed::sent(&app, 3, &Sent::default()).await;
    let (admin, client) = client(&app).await;
    let token = token(&app, &client).await;
    let file = get(&app, TABLE, &token).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(file.headers["cache-control"], "no-store");
    assert!(!file.headers.contains_key("set-cookie"));
    assert!(file.html.contains("fewer than 5"), "{}", file.html);
    let people = admin.get("/admissions/statistics/arrivals.csv").await;
    assert!(people.html.lines().next() == file.html.lines().next());
    assert!(!people.html.contains("fewer than 5"));

    let noted = format!(
        "action = 'statistics.exported' AND actor = 'api_client' AND subject_id = '{}' AND data ->> 'table' = 'arrivals'",
        client.id
    );
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    let log = admin
        .get("/admissions/audit?kind=api_client&action=statistics.exported")
        .await;
    let row = log.text("tbody tr");
    assert!(
        row.contains("An API client") && row.contains("Trust reporting"),
        "{row}"
    );
    let page = admin.get(super::CLIENTS).await;
    assert!(!page.text("tbody").contains("Never"), "its use shows");
    app.stop().await;
}

#[tokio::test]
async fn nothing_is_had_without_a_token_that_opens_it() {
    let app = seed::start().await;
    let (_admin, client) = client(&app).await;
    let stranger = app.browser();
    let bare = stranger.request(Method::GET, TABLE, HeaderMap::new()).await;
    assert_eq!(bare.status, StatusCode::UNAUTHORIZED);
    assert_eq!(bare.headers["www-authenticate"], "Bearer");
    assert_eq!(bare.headers["content-type"], "application/problem+json");

    let held = token(&app, &client).await;
    for wrong in ["", "x", &client.secret, &held[1..]] {
        let page = get(&app, TABLE, wrong).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{wrong}");
    }
    // One character is another; which one it was, chance decides.
    let first = if held.starts_with('f') { "0" } else { "f" };
    let one = format!("{first}{}", &held[1..]);
    let page = get(&app, TABLE, &one).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);

    app.execute("UPDATE api_clients SET scopes = '{}'").await;
    let page = get(&app, TABLE, &held).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(json(&page)["scope"], "statistics.read");
    assert_eq!(
        app.count_where("audit_log", "actor = 'api_client'").await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn a_session_of_staff_opens_nothing_here_and_a_token_nothing_there() {
    let app = seed::start().await;
    let (admin, client) = client(&app).await;
    assert_eq!(admin.get(TABLE).await.status, StatusCode::UNAUTHORIZED);
    let held = token(&app, &client).await;
    for path in [
        "/admissions/statistics/arrivals.csv",
        "/admissions",
        "/admissions/export.csv",
        "/refer",
    ] {
        let page = get(&app, path, &held).await;
        assert!(page.path.ends_with("/sign-in"), "{path}: {}", page.path);
    }
    app.stop().await;
}

#[tokio::test]
async fn faulty_parameters_are_named_and_unknown_tables_are_not_there() {
    let app = seed::start().await;
    let (_admin, client) = client(&app).await;
    let held = token(&app, &client).await;
    let page = get(&app, &format!("{TABLE}?from=soon&source=cat"), &held).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        json(&page)["parameters"],
        serde_json::json!(["from", "source"])
    );
    assert!(
        !page.html.contains("soon"),
        "what was sent is not sent back"
    );
    let page = get(&app, "/api/statistics/people.csv", &held).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(page.headers["content-type"], "application/problem+json");
    app.stop().await;
}
