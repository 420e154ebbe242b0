use chrono::TimeDelta;
use inpatient_referral::store::api_clients;
use reqwest::StatusCode;

use super::{Client, TOKEN, ask, client, get, json, token};
use crate::admissions::team;

const GRANT: (&str, &str) = ("grant_type", "client_credentials");
const TABLE: &str = "/api/statistics/arrivals.csv";

#[tokio::test]
async fn a_secret_is_good_for_a_token_that_works_for_five_minutes() {
    let app = team::start().await;
    let (admin, client) = client(&app).await;
    let page = ask(&app, &client, &[GRANT, ("scope", "statistics.read")]).await;
    let given = json(&page);
    assert_eq!(given["token_type"], "Bearer");
    assert_eq!(given["expires_in"], 300);
    assert_eq!(given["scope"], "statistics.read");
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.headers.contains_key("set-cookie"));
    let token = given["access_token"].as_str().unwrap();
    assert!(!token.contains(&client.secret));
    assert_eq!(get(&app, TABLE, token).await.status, StatusCode::OK);
    app.clock.advance(TimeDelta::seconds(300));
    let late = get(&app, TABLE, token).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        late.headers["www-authenticate"],
        r#"Bearer error="invalid_token""#
    );
    let dump = app.dump("api_clients").await;
    assert!(!dump.contains(&client.secret) && !dump.contains("reports@trust"));
    drop(admin);
    app.stop().await;
}

#[tokio::test]
async fn the_secret_may_stand_in_the_body_but_not_in_both_places() {
    let app = team::start().await;
    let (_admin, client) = client(&app).await;
    let in_body = [
        GRANT,
        ("client_id", &client.id),
        ("client_secret", &client.secret),
    ];
    let body = in_body.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let page = app.browser().post(TOKEN, &body).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let page = ask(&app, &client, &in_body).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert_eq!(json(&page)["error"], "invalid_request");
    app.stop().await;
}

#[tokio::test]
async fn what_is_wrong_is_told_as_programs_expect_it() {
    let app = team::start().await;
    let (_admin, client) = client(&app).await;
    for (fields, error) in [
        (&[("grant_type", "password")][..], "unsupported_grant_type"),
        (&[GRANT, ("scope", "everything")], "invalid_scope"),
        (&[("scope", "statistics.read")], "invalid_request"),
        (&[GRANT, GRANT], "invalid_request"),
    ] {
        let page = ask(&app, &client, fields).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{error}");
        assert_eq!(json(&page)["error"], error);
    }
    let page = app
        .browser()
        .post_raw(TOKEN, "application/json", "{}")
        .await;
    assert_eq!(json(&page)["error"], "invalid_request");
    app.stop().await;
}

#[tokio::test]
async fn a_wrong_secret_an_unknown_client_and_no_proof_at_all_are_refused_alike() {
    let app = team::start().await;
    let (_admin, known) = client(&app).await;
    let wrong = |id: &str, secret: &str| Client {
        id: id.to_owned(),
        secret: secret.to_owned(),
    };
    for client in [
        wrong(&known.id, ""),
        wrong(&known.id, &known.secret[1..]),
        wrong("019318f2-7c50-7000-8000-000000000007", &known.secret),
        wrong("somebody", &known.secret),
    ] {
        let page = ask(&app, &client, &[GRANT]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            json(&page),
            serde_json::json!({ "error": "invalid_client" })
        );
        assert_eq!(page.headers["www-authenticate"], r#"Basic realm="clients""#);
    }
    let form = [("grant_type".to_owned(), "client_credentials".to_owned())];
    let page = app.browser().post(TOKEN, &form).await;
    assert_eq!(json(&page)["error"], "invalid_client");
    app.stop().await;
}

#[tokio::test]
async fn guesses_are_counted_and_right_secrets_are_not() {
    let app = team::start().await;
    let (_admin, client) = client(&app).await;
    for _ in 0..25 {
        token(&app, &client).await;
    }
    let guess = Client {
        id: client.id.clone(),
        secret: "guess".to_owned(),
    };
    let mut answers = Vec::new();
    for _ in 0..21 {
        answers.push(ask(&app, &guess, &[GRANT]).await);
    }
    let last = answers.pop().unwrap();
    assert!(
        answers
            .iter()
            .all(|page| page.status == StatusCode::UNAUTHORIZED)
    );
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.headers.contains_key("retry-after"));
    assert_eq!(json(&last)["error"], "slow_down");
    app.clock.advance(TimeDelta::minutes(16));
    token(&app, &client).await;
    app.stop().await;
}

#[tokio::test]
async fn a_secret_before_works_for_a_week_beside_the_new_one() {
    let app = team::start().await;
    let (admin, old) = client(&app).await;
    let path = format!("{}/{}", super::CLIENTS, old.id);
    let page = admin.get(&path).await;
    let form = page.form_to(&format!("{path}/secret"));
    let page = admin.send(&form).await;
    let new = super::shown(&page);
    assert!(new.id == old.id && new.secret != old.secret);
    assert!(
        page.text("main")
            .contains("The earlier secret works until 22 January 2031")
    );
    token(&app, &old).await;
    token(&app, &new).await;

    let again = admin.send(&form).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "no third one");
    assert!(
        again
            .text("[role=alert]")
            .contains("Somebody changed this client")
    );
    token(&app, &new).await;

    let later = api_clients::OVERLAP - TimeDelta::minutes(1);
    app.clock.advance(later);
    token(&app, &old).await;
    app.clock.advance(TimeDelta::minutes(1));
    let late = ask(&app, &old, &[GRANT]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    token(&app, &new).await;
    app.stop().await;
}

#[tokio::test]
async fn an_earlier_secret_is_ended_at_once() {
    let app = team::start().await;
    let (admin, old) = client(&app).await;
    let path = format!("{}/{}", super::CLIENTS, old.id);
    let ends = format!("{path}/end-earlier-secret");
    let page = admin.get(&path).await;
    assert!(!page.html.contains(&ends), "there is none yet");
    let new = super::shown(&admin.send(&page.form_to(&format!("{path}/secret"))).await);
    let page = admin.get(&path).await;
    let page = admin.send(&page.form_to(&ends)).await;
    assert!(page.text("[role=status]").contains("changed"));
    let refused = ask(&app, &old, &[GRANT]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    token(&app, &new).await;
    app.stop().await;
}

#[tokio::test]
async fn a_disabled_client_gets_nothing_not_even_for_its_token() {
    let app = team::start().await;
    let (admin, client) = client(&app).await;
    let held = token(&app, &client).await;
    let path = format!("{}/{}", super::CLIENTS, client.id);
    let page = admin.get(&path).await;
    let page = admin.send(&page.form_to(&format!("{path}/disable"))).await;
    assert!(page.text("main").contains("Disabled"));
    assert!(page.forms("main form[method=post]").is_empty());
    let refused = get(&app, TABLE, &held).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let refused = ask(&app, &client, &[GRANT]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    app.stop().await;
}

#[tokio::test]
async fn a_database_that_is_away_is_told_within_three_seconds() {
    let app = team::start().await;
    let (_admin, client) = client(&app).await;
    let cut = app.cut_database().await;
    let page = ask(&app, &client, &[GRANT]).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(json(&page)["error"], "temporarily_unavailable");
    cut.restore().await;
    token(&app, &client).await;
    app.stop().await;
}
