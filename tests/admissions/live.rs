//! Hearing that cases came or changed: on one node and on several, and nothing about which.

use std::time::Duration;

use actix_web::web::Data;
use chrono::TimeDelta;
use inpatient_referral::app::App;
use inpatient_referral::jobs::Jobs;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::changes;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::team::{self, conn, looks, refer, sender, signed_in};
use crate::harness::app::{TestApp, bare, config};
use crate::harness::http::Browser;

/// What comes next on a stream; nothing at its end.
async fn next(stream: &mut Response) -> Option<String> {
    let chunk = timeout(Duration::from_secs(10), stream.chunk()).await;
    let chunk = chunk.expect("it says something in time").unwrap();
    chunk.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
}

/// A stream that has begun.
async fn listen(browser: &Browser) -> Response {
    let mut stream = browser.listen("/admissions/events").await;
    assert_eq!(stream.status(), StatusCode::OK);
    assert!(next(&mut stream).await.unwrap().starts_with("retry: "));
    stream
}

async fn changes_since(browser: &Browser, seen: &str) -> Value {
    let page = browser
        .ask(&format!("/admissions/changes?since={seen}"))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    serde_json::from_str(&page.html).unwrap()
}

async fn seen(browser: &Browser) -> String {
    let page = browser.get("/admissions").await;
    page.attributes("[data-live-list]", "data-live-seen")
        .remove(0)
}

#[tokio::test]
async fn a_claim_is_heard_by_others_without_a_word_about_whom() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let mut stream = listen(&ada).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    let path = format!("/admissions/referrals/{reference}");
    let claim = ben.get(&path).await.form_to(&format!("{path}/claim"));
    ben.send(&claim).await;
    assert_eq!(
        next(&mut stream).await.as_deref(),
        Some("event: changed\ndata: 1\n\n")
    );
    app.stop().await;
}

#[tokio::test]
async fn how_much_changed_is_told_with_the_numbers_and_is_no_reading_of_the_list() {
    let app = team::start().await;
    let first = refer(&app, sender("Grace Hopper")).await;
    app.clock.advance(TimeDelta::minutes(1));
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let list = seen(&browser).await;
    let nothing = changes_since(&browser, &list).await;
    assert_eq!(
        (&nothing["changed"], &nothing["more"]),
        (&json!(0), &json!(false))
    );
    app.clock.advance(TimeDelta::minutes(1));
    refer(&app, sender("Iris Newer")).await;
    let path = format!("/admissions/referrals/{first}");
    let page = browser.get(&path).await;
    let page = browser.send(&page.form_to(&format!("{path}/claim"))).await;
    browser
        .send(&page.form_to(&format!("{path}/release")))
        .await;
    let before = looks(&mut *conn(&app).await, ada.id, "listed").await;
    let told = changes_since(&browser, &list).await;
    assert_eq!(told["changed"], 2, "each case once");
    let counts = &told["counts"];
    for queue in [
        ["needs_action", "2"],
        ["mine", "0"],
        ["unassigned", "2"],
        ["all", "2"],
    ] {
        assert!(
            counts.as_array().unwrap().contains(&json!(queue)),
            "{counts}"
        );
    }
    assert!(!told.to_string().contains("Grace") && !told.to_string().contains(&first.to_string()));
    let after = looks(&mut *conn(&app).await, ada.id, "listed").await;
    assert_eq!(before, after);
    assert_eq!(
        changes_since(&browser, &seen(&browser).await).await["changed"],
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn what_was_committed_late_is_counted_and_what_was_seen_is_not_counted_again() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let mut conn = conn(&app).await;
    let now = app.now();
    let seen = changes::seen(&mut conn, now).await.unwrap();
    assert_eq!(changes::since(&mut conn, seen).await.unwrap(), 0);
    // It bears the time at which its request came, and is there only now.
    refer(&app, sender("Iris Late")).await;
    assert_eq!(changes::since(&mut conn, seen).await.unwrap(), 1);
    drop(conn);
    app.stop().await;
}

#[tokio::test]
async fn those_who_do_not_see_the_list_hear_nothing() {
    let app = team::start().await;
    let (_, counts) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let stream = counts.listen("/admissions/events").await;
    assert_eq!(stream.status(), StatusCode::FORBIDDEN);
    let page = counts.ask("/admissions/changes?since=1.0").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let stranger = app.browser();
    let stream = stranger.listen("/admissions/events").await;
    assert_eq!(stream.url().path(), "/admissions/sign-in");
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    listen(&admin).await;
    let page = admin.ask("/admissions/changes?since=x").await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    app.stop().await;
}

#[tokio::test]
async fn a_stream_keeps_nobody_signed_in_and_ends_with_the_session() {
    let app = team::start().await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let mut stream = listen(&ada).await;
    // A page that is left open listens and asks for longer than a session lives unused.
    for _ in 0..4 {
        app.clock.advance(TimeDelta::minutes(7));
        app.app.bell.ring();
        let heard = next(&mut stream).await.unwrap();
        assert!(heard.starts_with("event: changed"), "{heard}");
        let page = ada.ask("/admissions/changes?since=1.0").await;
        assert_eq!(page.status, StatusCode::OK);
    }
    app.clock.advance(TimeDelta::minutes(7));
    app.app.bell.ring();
    assert_eq!(next(&mut stream).await, None);
    let page = ada.ask("/admissions/changes?since=1.0").await;
    assert_eq!(page.path, "/admissions/sign-in");
    app.stop().await;
}

#[tokio::test]
async fn signing_out_ends_the_stream_within_a_minute() {
    let app = team::start().await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let mut stream = listen(&ada).await;
    let out = ada.get("/admissions").await.forms("header form").remove(0);
    ada.send(&out).await;
    app.clock.advance(TimeDelta::minutes(1));
    app.app.bell.ring();
    assert_eq!(next(&mut stream).await, None);
    app.stop().await;
}

#[tokio::test]
async fn of_too_many_streams_the_oldest_ends() {
    let app = team::start().await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let mut oldest = listen(&ada).await;
    let mut others = Vec::new();
    for _ in 0..10 {
        others.push(listen(&ada).await);
    }
    assert_eq!(next(&mut oldest).await, None);
    app.app.bell.ring();
    for other in &mut others {
        assert!(next(other).await.unwrap().starts_with("event: changed"));
    }
    app.stop().await;
}

/// Another node on the same database.
fn other_node(app: &TestApp) -> Data<App> {
    Data::new(bare(&app.database, &app.clock, config(&["--demo"])))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rung_on_one_node_is_heard_on_the_others() {
    let app = team::start().await;
    let other = other_node(&app);
    let jobs = [Jobs::start(&app.app).unwrap(), Jobs::start(&other).unwrap()];
    let (mut here, mut there) = (app.app.bell.listen(), other.bell.listen());
    let heard = async {
        // Both listen once they have heard each other; until then what is rung is found by looking.
        loop {
            app.app.bell.ring();
            if timeout(Duration::from_secs(1), there.changed())
                .await
                .is_ok()
            {
                break;
            }
        }
        here.mark_unchanged();
        other.bell.ring();
        here.changed().await.unwrap();
    };
    timeout(Duration::from_secs(20), heard).await.unwrap();
    for one in jobs {
        one.stop().await;
    }
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_lost_the_database_finds_what_it_was_not_told() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let other = other_node(&app);
    let jobs = Jobs::start(&other).unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let cut = app.cut_database().await;
    cut.restore().await;
    // Long enough for the pool to try its connections before it lends them, and not for the node to listen again.
    tokio::time::sleep(Duration::from_secs(1)).await;
    app.clock.advance(TimeDelta::minutes(1));
    let mut there = other.bell.listen();
    // Nobody rings: it was sent through a node that died before it could say so.
    refer(&app, sender("Iris Newer")).await;
    let heard = timeout(Duration::from_secs(20), there.changed()).await;
    heard.unwrap().unwrap();
    jobs.stop().await;
    app.stop().await;
}
