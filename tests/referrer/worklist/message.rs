use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::{case_of, hospital, sent};
use crate::admissions::team::{conn, signed_in, start};
use crate::harness::app::TestApp;
use crate::referrer::practice::{practice, referrer};
use domain::referral::Action;

async fn start_with_team() -> TestApp {
    let app = TestApp::start_with(&["--demo", "--admissions-email", "team@hospital.example"]).await;
    let nine: chrono::DateTime<chrono::Utc> = "2031-01-15T09:00:00Z".parse().unwrap();
    app.clock.advance(nine - app.now());
    app
}

#[tokio::test]
async fn a_message_goes_to_the_hospital_once_and_the_team_hears_of_it() {
    let app = start_with_team().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}");
    let form = anna.browser.get(&path).await;
    let form = form.form_to(&format!("{path}/message"));
    // The hospital moves on meanwhile: a message contradicts nothing.
    hospital(&app, reference, Action::StartTriage).await;
    let text = "Grace has a new phone, and she fell on Sunday";
    for _ in 0..2 {
        let page = anna
            .browser
            .send(&form.clone().with(&[("text", text)]))
            .await;
        assert_eq!(
            (page.status, page.path.clone()),
            (StatusCode::OK, path.clone())
        );
        assert!(page.text("[data-messages]").contains(text));
    }
    let replies = app.count_where("referral_events", "kind = 'reply'");
    assert_eq!(replies.await, 1);
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 9)
        .await
        .unwrap();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].message.to, "team@hospital.example");
    for private in ["Grace", "Hopper", "fell"] {
        assert!(
            !mail[0].message.text.contains(private) && !mail[0].message.subject.contains(private)
        );
    }
    let other = form.with(&[("text", "And one more thing")]);
    anna.browser.send(&other).await;
    let replies = app.count_where("referral_events", "kind = 'reply'");
    assert_eq!(replies.await, 2, "another text is another message");
    assert!(case_of(&app, reference).await.referral.news_at().is_some());
    app.stop().await;
}

#[tokio::test]
async fn what_is_wrong_with_a_message_is_told_and_what_was_typed_stays() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}/message");
    let long = "w".repeat(4001);
    for (text, words) in [
        ("  ", "Enter your message"),
        (long.as_str(), "must be 4000 characters or fewer"),
    ] {
        let page = anna.browser.get(&path).await;
        let page = anna.browser.answer(&page, &[("text", text)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text("title").starts_with("Error: "));
        assert!(page.text(".nhsuk-error-summary").contains(words));
        assert_eq!(page.text("#text"), text.trim());
    }
    assert_eq!(
        app.count_where("referral_events", "kind = 'reply'").await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn only_the_practice_that_referred_writes_about_a_referral() {
    let app = start().await;
    let (ours, theirs) = (
        practice(&app, "K81001").await,
        practice(&app, "K82002").await,
    );
    let anna = referrer(&app, "Anna Gray", ours).await;
    let cleo = referrer(&app, "Cleo Marsh", theirs).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}/message");
    assert_eq!(cleo.browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let mut token = cleo.browser.get("/refer").await.form_to("/refer/start");
    token.fields.push(("text".to_owned(), "Hello".to_owned()));
    let page = cleo.browser.post(&path, &token.fields).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(app.browser().get(&path).await.path, "/refer/sign-in");
    assert_eq!(
        app.count_where("referral_events", "kind = 'reply'").await,
        0
    );
    let (_, staff) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    assert_eq!(staff.get(&path).await.path, "/refer/sign-in");
    app.stop().await;
}
