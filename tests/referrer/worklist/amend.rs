use domain::referral::{Action, Actor, Change, amendment::Field};
use reqwest::StatusCode;

use super::{act, case_of, hospital, sent};
use crate::admissions::team::start;
use crate::referrer::practice::{practice, referrer};

#[tokio::test]
async fn an_amendment_is_kept_beside_what_was_sent() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let before = app.dump("submissions").await;
    let path = format!("/refer/referrals/{reference}");
    let page = anna.browser.get(&format!("{path}/amend")).await;
    assert_eq!(page.form().value("phone"), Some("07700900001"));
    let typed = [
        ("medicines", "Baclofen 20 mg"),
        ("email", "grace@example.com"),
    ];
    let page = anna.browser.answer(&page, &typed).await;
    assert_eq!(
        (page.status, page.path.clone()),
        (StatusCode::OK, path.clone())
    );
    let changes = page.text(".app-changes");
    assert!(changes.contains("Before: Baclofen 10 mg"), "{changes}");
    assert!(changes.contains("Now: Baclofen 20 mg"), "{changes}");
    assert!(changes.contains("Now: grace@example.com"), "{changes}");
    assert!(!changes.contains("Town"));
    assert_eq!(app.dump("submissions").await, before);
    let summary = anna.browser.get(&format!("{path}/summary")).await;
    let summary = summary.text("main");
    for words in ["Baclofen 20 mg", "grace@example.com"] {
        assert!(summary.contains(words), "{words} in {summary}");
    }
    assert!(!summary.contains("Baclofen 10 mg"), "{summary}");
    let again = anna.browser.get(&format!("{path}/amend")).await;
    assert_eq!(
        again.form().value("medicines").map(str::trim),
        Some("Baclofen 20 mg")
    );
    assert!(
        case_of(&app, reference)
            .await
            .referral
            .amended_at()
            .is_some()
    );
    app.stop().await;
}

#[tokio::test]
async fn an_amendment_changes_something_to_what_can_be() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}/amend");
    let page = anna.browser.get(&path).await;
    let same = anna.browser.answer(&page, &[]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        same.text(".nhsuk-error-summary")
            .contains("Change at least")
    );
    let long = "x".repeat(4001);
    let typed = [("phone", "call"), ("postcode", "HP"), ("history", &*long)];
    let wrong = anna.browser.answer(&page, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        wrong.attributes(".nhsuk-error-summary a", "href"),
        ["#phone", "#postcode", "#history"]
    );
    assert_eq!(wrong.form().value("phone"), Some("call"));
    assert_eq!(case_of(&app, reference).await.referral.version(), 1);
    app.stop().await;
}

#[tokio::test]
async fn two_amendments_do_not_overwrite_each_other() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let ben = referrer(&app, "Ben Hill", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}/amend");
    let stale = anna.browser.get(&path).await;
    let change = Change {
        field: Field::Town,
        before: Some("Aylesbury".to_owned()),
        after: Some("Wendover".to_owned()),
    };
    let changes = vec![change];
    let by = Actor::Referrer(ben.account);
    act(&app, reference, Action::Amend { changes }, by).await;
    let late = anna.browser.answer(&stale, &[("town", "Tring")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text(".nhsuk-card--warning").contains("Now: Wendover"));
    assert_eq!(late.form().value("town"), Some("Tring"));
    let page = anna.browser.send(&late.form()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text(".app-changes").contains("Now: Tring"));
    app.stop().await;
}

#[tokio::test]
async fn a_closed_referral_says_why_it_cannot_be_amended() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/refer/referrals/{reference}/amend");
    let open = anna.browser.get(&path).await;
    hospital(&app, reference, Action::Withdraw { reason: None }).await;
    let typed = [("town", "Tring"), ("phone", "call her sister")];
    let late = anna.browser.answer(&open, &typed).await;
    for page in [&anna.browser.get(&path).await, &late] {
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.text("main").contains("was withdrawn and is closed"));
    }
    // What was typed is there to be copied, right or wrong; what was left as it was is not.
    let text = late.text("main");
    for words in ["You can copy it from here", "Tring", "call her sister"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Baclofen"), "{text}");
    app.stop().await;
}

#[tokio::test]
async fn an_amendment_that_is_sent_twice_is_made_once_and_leads_to_the_referral_both_times() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/refer/referrals/{reference}");
    let form = anna.browser.get(&format!("{case}/amend")).await;
    for _ in 0..2 {
        let page = anna.browser.answer(&form, &[("town", "Tring")]).await;
        assert_eq!((page.status, &page.path), (StatusCode::OK, &case));
    }
    assert_eq!(case_of(&app, reference).await.referral.version(), 2);
    // Something else from the same page is another amendment, and finds the first.
    let page = anna.browser.answer(&form, &[("town", "Wendover")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    app.stop().await;
}
