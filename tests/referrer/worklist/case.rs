use domain::referral::{Action, Actor, DeclineReason};
use reqwest::StatusCode;

use super::{act, ask, hospital, openings, sent};
use crate::admissions::team::{self, refer, sender, start};
use crate::referrer::practice::{practice, referrer};

#[tokio::test]
async fn a_referral_says_who_holds_it_since_when_and_what_is_next() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    hospital(&app, reference, Action::StartTriage).await;
    let path = format!("/refer/referrals/{reference}");
    let page = anna.browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    let main = page.text("main");
    for words in [
        "Grace Hopper",
        "14 March 1974 (age 56)",
        "In clinical triage",
        "Hospital clinicians",
        "To be triaged by 17 January 2031",
        "Clinical triage began",
        "by you",
        "by the service",
        "4 of 4",
    ] {
        assert!(main.contains(words), "{words} in {main}");
    }
    assert_eq!(page.attributes("[data-sign]", "data-result"), ["met"; 4]);
    let links = page.attributes("main a", "href");
    for part in ["summary", "text", "amend", "withdraw"] {
        assert!(links.contains(&format!("{path}/{part}")), "{part}");
    }
    assert!(!links.contains(&format!("{path}/answer")));
    assert!(!page.text("title").contains("Grace"));
    assert_eq!(openings(&app, anna.account).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_decline_is_explained_with_where_to_turn() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    hospital(&app, reference, Action::StartTriage).await;
    let decline = Action::Decline {
        reason: DeclineReason::NotMedicallyStable,
        rationale: "Chest infection under treatment".to_owned(),
        signpost: "Refer again after recovery".to_owned(),
    };
    hospital(&app, reference, decline).await;
    let page = anna
        .browser
        .get(&format!("/refer/referrals/{reference}"))
        .await;
    let decision = page.text("[data-decision]");
    for words in [
        "Not medically stable enough",
        "Chest infection under treatment",
        "Refer again after recovery",
    ] {
        assert!(decision.contains(words), "{words} in {decision}");
    }
    assert!(page.text("main").contains("The hospital has decided"));
    assert!(!page.html.contains("/amend"));
    app.stop().await;
}

#[tokio::test]
async fn question_and_answer_stand_together() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let ben = referrer(&app, "Ben Hill", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    ask(&app, reference, "Which dose?").await;
    let answer = Some("200 units".to_owned());
    let by = Actor::Referrer(ben.account);
    act(&app, reference, Action::ReceiveInfo { answer }, by).await;
    let path = format!("/refer/referrals/{reference}");
    let exchange = anna.browser.get(&path).await.text(".app-exchange");
    for words in ["Which dose?", "20 January 2031", "200 units", "by Ben Hill"] {
        assert!(exchange.contains(words), "{words} in {exchange}");
    }
    app.stop().await;
}

#[tokio::test]
async fn nobody_opens_what_is_not_their_practices() {
    let app = start().await;
    let (ours, theirs) = (
        practice(&app, "K81001").await,
        practice(&app, "K82002").await,
    );
    let anna = referrer(&app, "Anna Gray", ours).await;
    let cleo = referrer(&app, "Cleo Marsh", theirs).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let of_patient = refer(&app, sender("Henry Plain")).await;
    ask(&app, reference, "Which dose?").await;
    let mut token = cleo.browser.get("/refer").await.form_to("/refer/start");
    token.fields.push(("version".to_owned(), "2".to_owned()));
    for part in ["", "/answer", "/amend", "/withdraw"] {
        for reference in [reference, of_patient] {
            let path = format!("/refer/referrals/{reference}{part}");
            let page = cleo.browser.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!page.html.contains("Grace"));
        }
        let path = format!("/refer/referrals/{reference}{part}");
        assert_eq!(app.browser().get(&path).await.path, "/refer/sign-in");
        if !part.is_empty() {
            let page = cleo.browser.post(&path, &token.fields).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert_eq!(openings(&app, cleo.account).await, 0);
    let garbage = cleo.browser.get("/refer/referrals/nonsense").await;
    assert_eq!(garbage.status, StatusCode::NOT_FOUND);
    app.stop().await;
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_shown() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    for path in ["/refer".to_owned(), format!("/refer/referrals/{reference}")] {
        let page = anna.browser.get(&path).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!page.html.contains("Grace"));
    }
    app.stop().await;
}
