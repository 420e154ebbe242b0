//! Sending: once, all or nothing, and said only when it is stored.

use crate::harness::TestApp;

use super::{CONTACT, at_result, at_send, go_on, sent};

const TABLES: [&str; 5] = [
    "patients",
    "submissions",
    "referrals",
    "referral_events",
    "audit_log",
];

#[actix_web::test]
async fn a_sent_case_has_a_reference_and_a_row_in_every_table() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = sent(&browser, &[]).await;
    assert_eq!(page.path, "/check/sent");
    let reference = page
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    assert_eq!(reference.len(), 9);
    for table in TABLES {
        assert_eq!(app.count(table).await, 1, "{table}");
    }
    assert_eq!(app.count("outbox").await, 1, "a receipt by e-mail");
    let copy = browser.get("/check/copy").await;
    assert!(copy.text("main").contains("Ada Example"));
    assert!(
        copy.text("main")
            .contains("Pain or involuntary movement is impacting your daily life")
    );
    assert_eq!(
        copy.attributes("[data-reference]", "data-reference"),
        [reference]
    );
}

#[actix_web::test]
async fn what_was_sent_is_encrypted_where_it_identifies() {
    let app = TestApp::start().await;
    sent(&app.browser(), &[]).await;
    for table in [
        "patients",
        "submissions",
        "referrals",
        "referral_events",
        "audit_log",
        "outbox",
        "screenings",
    ] {
        let dump = app.dump(table).await;
        for secret in [
            "Ada",
            "ada@example",
            "9991000011",
            "1974-03-14",
            "my sister",
        ] {
            assert!(
                !dump.contains(secret),
                "{secret} is readable in {table}: {dump}"
            );
        }
    }
}

#[actix_web::test]
async fn pressing_twice_or_retrying_sends_once() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = at_send(&browser, &[]).await;
    let form = page.form();
    let sends = futures_util::future::join_all((0..8).map(|_| browser.send(&form))).await;
    let references: std::collections::BTreeSet<String> = sends
        .iter()
        .flat_map(|page| page.attributes("[data-reference]", "data-reference"))
        .collect();
    assert_eq!(references.len(), 1);
    assert!(sends.iter().all(|page| page.path == "/check/sent"));
    for table in TABLES {
        assert_eq!(app.count(table).await, 1, "{table}");
    }
    let later = browser.send(&form).await;
    assert_eq!(
        later.attributes("[data-reference]", "data-reference"),
        references.into_iter().collect::<Vec<_>>()
    );
}

#[actix_web::test]
async fn without_consent_nothing_is_sent() {
    let app = TestApp::start().await;
    let browser = app.browser();
    at_result(&browser, &[]).await;
    let contact = browser.get("/check/contact").await;
    let consent = browser.answer(&contact, CONTACT).await;
    let refused: &[(&str, &[(&str, &str)])] =
        &[("consent_to_share", &[("consent_to_share", "no")])];
    let page = go_on(&browser, consent, refused).await;
    assert_eq!(page.path, "/check/not-sent");
    assert_eq!(browser.get("/check/send").await.path, "/check/not-sent");
    assert_eq!(app.count("submissions").await, 0);
}

#[actix_web::test]
async fn a_send_without_nonce_is_refused_and_stores_nothing() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = at_send(&browser, &[]).await;
    let mut form = page.form();
    form.fields.retain(|(name, _)| name != "nonce");
    assert_eq!(browser.send(&form).await.status, 400);
    assert_eq!(app.count("submissions").await, 0);
}

#[actix_web::test]
async fn a_reason_that_is_too_long_is_told_and_kept() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = at_send(&browser, &[]).await;
    let long = "x".repeat(2001);
    let again = browser.answer(&page, &[("reason", &long)]).await;
    assert_eq!(again.status, 422);
    assert_eq!(
        again.form().value("reason").map(str::trim),
        Some(long.as_str())
    );
    let sent = browser
        .answer(&again, &[("reason", "I cannot work.\nPlease help.")])
        .await;
    assert_eq!(sent.path, "/check/sent");
    assert!(
        browser
            .get("/check/copy")
            .await
            .text("main")
            .contains("I cannot work.")
    );
}

#[actix_web::test]
async fn a_sent_draft_cannot_be_changed_but_another_can_be_begun() {
    let app = TestApp::start().await;
    let browser = app.browser();
    sent(&browser, &[]).await;
    for path in [
        "/check/pain_impact",
        "/check/answers",
        "/check/result",
        "/check/contact",
        "/check/send",
    ] {
        assert_eq!(browser.get(path).await.path, "/check/sent", "{path}");
    }
    let start = browser.get("/check").await;
    assert!(start.has("[data-reference]"), "what was sent");
    let anew = browser.send(&start.form_to("/check/start-again")).await;
    assert!(anew.has("a[href='/check/red_flags']"));
    assert_eq!(
        browser.get("/check/copy").await.path,
        "/check",
        "the copy is not there any more"
    );
    assert_eq!(app.count("submissions").await, 1);
}

#[actix_web::test]
async fn somebody_can_finish_on_a_shared_device() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = sent(&browser, &[]).await;
    browser.send(&page.form_to("/check/start-again")).await;
    assert_eq!(browser.get("/check/sent").await.path, "/check");
}

#[actix_web::test]
async fn what_changed_in_another_window_is_shown_before_it_is_sent() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = at_send(&browser, &[]).await;
    let other = browser.get("/check/pain_impact").await;
    browser.answer(&other, &[("pain_impact", "a_little")]).await;
    let again = browser.answer(&page, &[("reason", "Mornings")]).await;
    assert_eq!(again.status, 409);
    assert!(again.text("main").contains("Nothing has been sent"));
    assert_eq!(
        again.form().value("reason").map(str::trim),
        Some("Mornings")
    );
    assert_eq!(app.count("submissions").await, 0);
    assert_eq!(browser.answer(&again, &[]).await.path, "/check/sent");
}

#[actix_web::test]
async fn a_result_that_is_not_flagged_can_be_sent_too() {
    let app = TestApp::start().await;
    let none: &[(&str, &[(&str, &str)])] = &[
        ("pain_impact", &[("pain_impact", "not_at_all")]),
        ("movement_impact", &[("movement_impact", "not_at_all")]),
        ("limited_activities", &[("limited_activities", "none")]),
        (
            "treatments",
            &[
                ("treatments.botulinum_toxin.status", "having_now"),
                ("treatments.botulinum_toxin.benefit", "enough"),
            ],
        ),
        ("treatment_enough_now", &[("treatment_enough_now", "yes")]),
        ("secondary_symptoms", &[("secondary_symptoms", "none")]),
        ("help_needed", &[("help_needed", "physiotherapy")]),
    ];
    let page = sent(&app.browser(), none).await;
    assert_eq!(page.path, "/check/sent");
    assert_eq!(app.count_where("referrals", "NOT flagged").await, 1);
}

#[actix_web::test]
async fn one_address_cannot_flood_the_team_with_referrals() {
    let app = TestApp::live().await;
    let browser = app.browser();
    let special: &[(&str, &[(&str, &str)])] = &[];
    at_result(&browser, special).await;
    let contact = browser.get("/check/contact").await;
    let consent = browser
        .answer(&contact, &[("name", "A B"), ("phone", "07700900982")])
        .await;
    let page = go_on(&browser, consent, special).await;
    let counters = [inpatient_referral::security::throttle::of_sends(
        [127, 0, 0, 1].into(),
    )];
    let mut conn = app.database.pool.acquire().await.unwrap();
    for _ in 0..20 {
        let keyring = &app.app.keyring;
        let taken =
            inpatient_referral::store::throttle::take(&mut conn, keyring, &counters, app.now())
                .await;
        assert!(taken.unwrap().is_ok());
    }
    let refused = browser.answer(&page, &[]).await;
    assert_eq!(refused.status, 429);
    assert_eq!(app.count("submissions").await, 0);
    app.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(browser.answer(&refused, &[]).await.path, "/check/sent");
}
