//! What all verbs have in common: once, as it was seen, with nothing typed lost, and by those who may.

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, refer, sender, signed_in};

#[tokio::test]
async fn the_same_form_sent_twice_does_it_once_and_leads_to_the_case_both_times() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = browser
        .get(&path)
        .await
        .form_to(&format!("{path}/start-triage"));
    let done = format!("{path}?done=start-triage");
    for _ in 0..2 {
        let page = browser.send(&form).await;
        assert_eq!(
            (page.status, page.path.as_str()),
            (StatusCode::OK, done.as_str())
        );
    }
    assert_eq!(
        app.count_where("referral_events", "kind = 'start_triage'")
            .await,
        1
    );
    app.stop().await;
}

#[tokio::test]
async fn who_is_not_first_sees_what_happened_and_keeps_what_was_typed() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = ben.get(&format!("{path}/hold")).await;
    let triage = ada
        .get(&path)
        .await
        .form_to(&format!("{path}/start-triage"));
    ada.send(&triage).await;
    let typed = [
        ("reason", "She is abroad until spring"),
        ("review.day", "3"),
        ("review.month", "3"),
        ("review.year", "2031"),
    ];
    let page = ben.answer(&form, &typed).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let text = page.text("main");
    assert!(
        text.contains("Triage begun") && text.contains("by Ada Okafor"),
        "{text}"
    );
    assert_eq!(page.text("#reason"), "She is abroad until spring");
    let page = ben.answer(&page, &[]).await;
    let done = format!("{path}?done=hold");
    assert_eq!(
        (page.status, page.path.as_str()),
        (StatusCode::OK, done.as_str())
    );
    assert!(
        page.text(".app-timeline")
            .contains("Put on hold: She is abroad until spring")
    );
    app.stop().await;
}

#[tokio::test]
async fn what_cannot_be_done_any_more_is_refused_with_a_sentence_and_the_text_to_copy() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = ada.get(&format!("{path}/ask")).await;
    let hold = ada.get(&format!("{path}/hold")).await;
    ada.answer(&form, &[("question", "Which dose?")]).await;
    let page = ada
        .answer(
            &hold,
            &[
                ("reason", "On holiday"),
                ("review.day", "1"),
                ("review.month", "2"),
                ("review.year", "2031"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let text = page.text("main");
    assert!(
        text.contains("This cannot be done while the referral is waiting for information."),
        "{text}"
    );
    assert!(text.contains("On holiday"));
    assert!(page.forms("main form[method=post]").is_empty());
    let page = ada.get(&format!("{path}/hold")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    app.stop().await;
}

#[tokio::test]
async fn faults_are_told_in_title_summary_and_field() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}/hold");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = ada.get(&path).await;
    let page = ada
        .answer(
            &page,
            &[
                ("review.day", "1"),
                ("review.month", "1"),
                ("review.year", "2031"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#reason", "#review.day"]
    );
    assert_eq!(page.attributes("#review\\.year", "value"), ["2031"]);
    app.stop().await;
}

#[tokio::test]
async fn a_form_names_the_person_and_that_it_did_is_in_the_access_log() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let opened = "action = 'opened'";
    for (at, verb) in (1..).zip(["note", "hold", "assign"]) {
        let page = browser.get(&format!("{path}/{verb}")).await;
        let whose = page.text("[data-whose]");
        for words in [&*reference.to_string(), "Grace Hopper", "born ", "Received"] {
            assert!(whose.contains(words), "{verb}: {whose}");
        }
        assert!(!page.text("title").contains("Grace"));
        assert_eq!(app.count_where("access_log", opened).await, at);
    }
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    let page = browser.get(&format!("{path}/note")).await;
    assert!(page.status.is_server_error() && !page.html.contains("Grace"));
    app.stop().await;
}
