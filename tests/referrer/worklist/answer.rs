use domain::referral::{Action, Actor, StateCode};
use reqwest::StatusCode;

use super::{act, ask, case_of, hospital, sent};
use crate::admissions::team::{conn, start};
use crate::harness::app::TestApp;
use crate::referrer::practice::{practice, referrer};
use inpatient_referral::store::outbox;

#[tokio::test]
async fn an_answer_goes_to_the_hospital_and_the_case_goes_on() {
    let app = TestApp::start_with(&["--demo", "--admissions-email", "team@hospital.example"]).await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    hospital(&app, reference, Action::StartTriage).await;
    ask(&app, reference, "Which dose?").await;
    let path = format!("/refer/referrals/{reference}");
    let page = anna.browser.get(&format!("{path}/answer")).await;
    assert!(page.text(".nhsuk-inset-text").contains("Which dose?"));
    let page = anna
        .browser
        .answer(&page, &[("answer", "200 units, Grace keeps a diary")])
        .await;
    assert_eq!((page.status, page.path), (StatusCode::OK, path));
    let case = case_of(&app, reference).await;
    assert_eq!(case.referral.state().code(), StateCode::InTriage);
    let last = &case.events[case.events.len() - 1];
    assert_eq!(last.actor, Actor::Referrer(anna.account));
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 9)
        .await
        .unwrap();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].message.to, "team@hospital.example");
    assert!(mail[0].message.text.contains(&reference.to_string()));
    for private in ["Grace", "Hopper", "200 units"] {
        assert!(!mail[0].message.text.contains(private));
        assert!(!mail[0].message.html.contains(private));
    }
    let log = app.dump("audit_log").await;
    assert!(log.contains("referral.receive_info") && log.contains("referrer"));
    app.stop().await;
}

#[tokio::test]
async fn an_answer_is_written_and_not_too_long() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    ask(&app, reference, "Which dose?").await;
    let page = anna
        .browser
        .get(&format!("/refer/referrals/{reference}/answer"))
        .await;
    for (answer, message) in [
        (" ".to_owned(), "Enter your answer"),
        ("x".repeat(4001), "must be 4000 characters or fewer"),
    ] {
        let again = anna.browser.answer(&page, &[("answer", &answer)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text(".nhsuk-error-summary").contains(message));
        assert_eq!(
            again.attributes(".nhsuk-error-summary a", "href"),
            ["#answer"]
        );
        assert!(again.text("title").starts_with("Error: "));
        assert_eq!(again.form().value("answer").unwrap().trim(), answer.trim());
    }
    app.stop().await;
}

#[tokio::test]
async fn of_two_who_answer_the_second_sees_what_the_first_wrote_beside_their_own() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let ben = referrer(&app, "Ben Hill", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    ask(&app, reference, "Which dose?").await;
    let path = format!("/refer/referrals/{reference}/answer");
    let stale = anna.browser.get(&path).await;
    let answer = Some("200 units".to_owned());
    let by = Actor::Referrer(ben.account);
    act(&app, reference, Action::ReceiveInfo { answer }, by).await;
    let late = anna
        .browser
        .answer(&stale, &[("answer", "300 units")])
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text("main").contains("300 units"));
    assert!(late.text("main").contains("not waiting for an answer"));
    ask(&app, reference, "Which product?").await;
    let again = anna
        .browser
        .answer(&stale, &[("answer", "300 units")])
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let main = again.text("main");
    for words in ["200 units", "by Ben Hill", "Which product?"] {
        assert!(main.contains(words), "{words} in {main}");
    }
    assert_eq!(again.form().value("answer").unwrap().trim(), "300 units");
    let page = anna.browser.send(&again.form()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text("main").contains("300 units"));
    app.stop().await;
}

#[tokio::test]
async fn what_was_not_asked_cannot_be_answered() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let page = anna
        .browser
        .get(&format!("/refer/referrals/{reference}/answer"))
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text("main").contains("not waiting for an answer"));
    app.stop().await;
}
