use domain::referral::Action;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::{keep, letters, new};
use crate::admissions::team::{self, conn, refer, sender, signed_in};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{case_of, hospital, sent};

#[tokio::test]
async fn a_letter_is_kept_as_it_was_agreed_with_author_time_and_version() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (member, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let words = [
        ("opening", "Dear friend of the house."),
        ("extra", "One.\n\nTwo."),
    ];
    let kept = keep(&browser, reference, "acknowledgement/patient", &words).await;
    let before = kept.text(".app-letter");
    assert!(before.contains("Dear friend of the house."));
    let audited = format!(
        "action = 'letter.sent' AND account_id = '{}' AND data ->> 'kind' = 'acknowledgement' AND data ->> 'version' = '1'",
        member.id
    );
    assert_eq!(app.count_where("audit_log", &audited).await, 1);
    let stored = app.dump("letters").await;
    for private in ["Grace", "Hopper", "friend of the house", "Test Street"] {
        assert!(!stored.contains(private), "{private}");
    }
    assert!(!app.dump("audit_log").await.contains("friend"));
    // What follows in the case leaves the letter as it was.
    hospital(&app, reference, Action::StartTriage).await;
    let again = browser.get(&kept.path).await;
    assert_eq!(again.text(".app-letter"), before);
    let list = browser.get(&letters(reference)).await.text(".app-letters");
    assert!(list.contains("Acknowledgement, to the patient") && list.contains("by Ada Okafor"));
    let case = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert!(case.text(".app-case__aside").contains("Letters (1)"));
    app.stop().await;
}

#[tokio::test]
async fn a_form_that_comes_twice_makes_one_letter_and_one_mail() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let mails = app.count("outbox").await;
    let form = browser
        .get(&new(reference, "acknowledgement/referrer"))
        .await;
    let look = browser
        .answer(&form, &[("extra", "Her dose is noted.")])
        .await;
    let first = browser.answer(&look, &[]).await;
    let second = browser.answer(&look, &[]).await;
    assert_eq!(
        (first.status, second.status),
        (StatusCode::OK, StatusCode::OK)
    );
    assert_eq!(first.path, second.path);
    assert_eq!(app.count("letters").await, 1);
    assert_eq!(app.count("outbox").await, mails + 1);
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 1).await;
    let mail = &mail.unwrap()[0].message;
    assert_eq!(mail.to, anna.email);
    assert!(mail.text.contains(&format!("/refer/referrals/{reference}")));
    for private in ["Grace", "Hopper", "dose", "signs"] {
        assert!(!mail.text.contains(private) && !mail.html.contains(private));
    }
    // The patient's letter is for the post.
    keep(&browser, reference, "acknowledgement/patient", &[]).await;
    assert_eq!(app.count("outbox").await, mails + 1);
    app.stop().await;
}

#[tokio::test]
async fn a_case_that_changed_meanwhile_shows_the_letter_anew_and_keeps_what_was_typed() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = browser
        .get(&new(reference, "acknowledgement/patient"))
        .await;
    let look = browser.answer(&form, &[("extra", "Come by train.")]).await;
    hospital(&app, reference, Action::StartTriage).await;
    let page = browser.answer(&look, &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.text("main")
            .contains("The referral changed while you wrote")
    );
    assert!(page.text("#extra").contains("Come by train."));
    assert_eq!(app.count("letters").await, 0);
    let look = browser.answer(&page, &[]).await;
    let kept = browser.answer(&look, &[]).await;
    assert!(kept.text(".app-letter").contains("Come by train."));
    let version = case_of(&app, reference).await.referral.version();
    let seen = format!("version = {version}");
    assert_eq!(app.count_where("letters", &seen).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn nothing_is_kept_without_its_line_in_the_audit_log() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = browser
        .get(&new(reference, "acknowledgement/patient"))
        .await;
    let look = browser.answer(&form, &[]).await;
    app.execute("REVOKE INSERT ON audit_log FROM referral_app")
        .await;
    let page = browser.answer(&look, &[]).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(app.count("letters").await, 0);
    app.stop().await;
}
