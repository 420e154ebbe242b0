use domain::referral::{Closed, State};
use reqwest::StatusCode;

use super::{case_of, hospital, sent};
use crate::admissions::team::start;
use crate::referrer::practice::{practice, referrer};

#[tokio::test]
async fn a_referral_is_withdrawn_with_a_reason_once_confirmed() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}");
    let page = anna.browser.get(&format!("{path}/withdraw")).await;
    let bare = anna.browser.answer(&page, &[]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        bare.attributes(".nhsuk-error-summary a", "href"),
        ["#reason", "#confirm"]
    );
    let typed = [("reason", "Moved away"), ("confirm", "yes")];
    let done = anna.browser.answer(&page, &typed).await;
    assert_eq!(
        (done.status, done.path.clone()),
        (StatusCode::OK, path.clone())
    );
    assert!(done.text(".nhsuk-inset-text").contains("was withdrawn"));
    let case = case_of(&app, reference).await;
    let reason = Some("Moved away".to_owned());
    assert_eq!(
        case.referral.state(),
        &State::Closed(Closed::Withdrawn { reason })
    );
    let typed = [("reason", "Another reason"), ("confirm", "yes")];
    let again = anna.browser.answer(&page, &typed).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    app.stop().await;
}

#[tokio::test]
async fn what_the_hospital_did_meanwhile_is_shown_first() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}/withdraw");
    let stale = anna.browser.get(&path).await;
    hospital(&app, reference, domain::referral::Action::StartTriage).await;
    let typed = [("reason", "Moved away"), ("confirm", "yes")];
    let late = anna.browser.answer(&stale, &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let warning = late.text(".nhsuk-card--warning");
    assert!(warning.contains("Clinical triage began"), "{warning}");
    assert!(case_of(&app, reference).await.referral.state().is_open());
    app.stop().await;
}

#[tokio::test]
async fn a_withdrawal_that_is_sent_twice_leads_to_the_referral_both_times() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/refer/referrals/{reference}");
    let form = anna.browser.get(&format!("{case}/withdraw")).await;
    let typed = [("reason", "She moved away"), ("confirm", "yes")];
    for _ in 0..2 {
        let page = anna.browser.answer(&form, &typed).await;
        assert_eq!((page.status, &page.path), (StatusCode::OK, &case));
    }
    let mails = app.count_where("outbox", "kind = 'referrer_acted'").await;
    let withdrawn = app
        .count_where("referral_events", "kind = 'withdraw'")
        .await;
    assert!(withdrawn == 1 && mails <= 1);
    app.stop().await;
}
