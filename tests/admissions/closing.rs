use domain::referral::amendment::Field;
use domain::referral::casework::{Meeting, Outcome, Priority};
use domain::referral::{Action, Actor, Change};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;

use super::steps::{accepted, agree, decline, offer, take};
use super::team::{self, Sender, conn, no_sign, refer, sender, signed_in};
use crate::admissions::dashboard::rows;
use crate::admissions::letters::keep;
use crate::harness::app::TestApp;
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{act, sent};

const TOLD: [(&str, &str); 3] = [
    ("reason", "needs_other_care"),
    ("rationale", "Her movement is not the main concern"),
    ("signpost", "The pain clinic at Stoke Mandeville"),
];

/// Somebody whose answers meet no sign.
fn unmatched() -> Sender<'static> {
    Sender {
        name: "Mary Jackson",
        nhs_number: None,
        source: Source::Patient,
        answers: no_sign(),
    }
}

#[tokio::test]
async fn a_decline_says_why_and_where_to_turn_and_the_referrer_hears_of_it() {
    let app = team::start_drawing("0").await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    for verb in ["decline", "redirect"] {
        let reference = sent(&app, &anna, "Grace Hopper").await;
        let name = format!("Ada {verb}");
        let (ada, browser) = signed_in(&app, &name, Role::Clinician).await;
        take(&app, reference, ada.id, vec![Action::StartTriage]).await;
        let case = format!("/admissions/referrals/{reference}");
        let form = browser.get(&format!("{case}/{verb}")).await;
        let page = browser.answer(&form, &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.attributes(".nhsuk-error-summary a", "href"),
            ["#reason", "#rationale", "#signpost", "#confirmed"]
        );
        let reason = if verb == "decline" {
            "needs_other_care"
        } else {
            "nearer_home"
        };
        let form = form.form().with(&TOLD);
        let form = form.with(&[("reason", reason), ("confirmed", "yes")]);
        let page = browser.send(&form).await;
        assert_eq!(page.path, format!("{case}?done={verb}"));
        let seen = anna
            .browser
            .get(&format!("/refer/referrals/{reference}"))
            .await;
        let seen = seen.text("main");
        assert!(
            seen.contains(TOLD[1].1) && seen.contains(TOLD[2].1),
            "{seen}"
        );
        let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 1).await;
        let mail = &mail.unwrap()[0].message;
        assert_eq!(mail.to, anna.email);
        for private in ["Grace", "Hopper", "pain", "declin", "redirect"] {
            assert!(
                !mail.text.to_lowercase().contains(&private.to_lowercase()),
                "{private}"
            );
        }
    }
    assert_eq!(app.count("second_reads").await, 0, "none is drawn with 0 %");
    app.stop().await;
}

#[tokio::test]
async fn who_declines_against_the_signs_has_read_them() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let form = browser
        .get(&format!("/admissions/referrals/{reference}/decline"))
        .await;
    let warned = form.text(".nhsuk-card--warning");
    assert!(warned.contains("4 of 4 signs are met"), "{warned}");
    assert_eq!(form.attributes(".app-record li", "data-result"), ["met"; 4]);
    let page = browser.answer(&form, &TOLD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#confirmed"]
    );
    assert_eq!(page.text("#rationale"), TOLD[1].1, "nothing typed is lost");
    assert_eq!(app.count_where("referrals", "state = 'declined'").await, 0);
    let page = browser.answer(&page, &[("confirmed", "yes")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let reason = "state = 'declined' AND exit_reason = 'needs_other_care'";
    assert_eq!(app.count_where("referrals", reason).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn who_declines_is_told_what_nobody_has_read_and_what_is_urgent_and_it_stays_unread() {
    let app = team::start_drawing("0").await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let urgent = Action::SetPriority {
        priority: Priority::Urgent,
        reason: "She loses weight".to_owned(),
    };
    take(&app, reference, ada.id, vec![Action::StartTriage, urgent]).await;
    let by = Actor::Referrer(anna.account);
    let text = "Her walking is much worse since Monday".to_owned();
    act(&app, reference, Action::Reply { text }, by).await;
    let medicines = Action::Amend {
        changes: vec![Change {
            field: Field::Town,
            before: Some("Aylesbury".to_owned()),
            after: Some("Wendover".to_owned()),
        }],
    };
    act(&app, reference, medicines, by).await;
    let case = format!("/admissions/referrals/{reference}");
    let form = browser.get(&format!("{case}/decline")).await;
    let warned = form.text(".nhsuk-card--warning");
    for words in [
        "Not marked as read: a message from the sender, 15 January 2031",
        "Not marked as read: an amendment by the referrer, 15 January 2031",
        "The priority is urgent.",
    ] {
        assert!(warned.contains(words), "{words}: {warned}");
    }
    let typed = form.form().with(&TOLD).with(&[("confirmed", "yes")]);
    assert_eq!(browser.send(&typed).await.status, StatusCode::OK);
    // Nobody said that they had read it, so it is still there to be read.
    for letter in ["decline/patient", "decline/referrer"] {
        keep(&browser, reference, letter, &[]).await;
    }
    let unread =
        "state = 'declined' AND news_at IS NOT NULL AND amended_at IS NOT NULL AND attention";
    assert_eq!(app.count_where("referrals", unread).await, 1);
    let list = browser.get("/admissions?queue=needs_action").await;
    assert_eq!(rows(&list), [reference.to_string()]);
    for verb in ["mark-read", "read-amendment"] {
        let page = browser.get(&case).await;
        browser.send(&page.form_to(&format!("{case}/{verb}"))).await;
    }
    let list = browser.get("/admissions?queue=needs_action").await;
    assert_eq!(rows(&list), Vec::<String>::new());
    app.stop().await;
}

#[tokio::test]
async fn an_urgent_safety_note_speaks_against_a_refusal() {
    let app = team::start().await;
    let mut somebody = unmatched();
    somebody.answers["secondary_symptoms"] = serde_json::json!(["gait"]);
    let reference = refer(&app, somebody).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let form = browser
        .get(&format!("/admissions/referrals/{reference}/redirect"))
        .await;
    let warned = form.text(".nhsuk-card--warning");
    assert!(
        warned.contains("There is an urgent safety note: Trouble walking or balancing."),
        "{warned}"
    );
    assert!(form.has("#confirmed"));
    app.stop().await;
}

#[tokio::test]
async fn what_was_unread_when_cases_ended_before_is_unread_again() {
    let app = team::start_drawing("0").await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let (ada, _) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let by = Actor::Referrer(anna.account);
    let reply = || Action::Reply {
        text: "Any news?".to_owned(),
    };
    let unread = sent(&app, &anna, "Grace Hopper").await;
    let read = sent(&app, &anna, "Ada Lovelace").await;
    for reference in [unread, read] {
        take(&app, reference, ada.id, vec![Action::StartTriage]).await;
        act(&app, reference, reply(), by).await;
    }
    take(&app, read, ada.id, vec![Action::MarkRead]).await;
    for reference in [unread, read] {
        take(&app, reference, ada.id, vec![decline()]).await;
    }
    let here = "state = 'declined' AND news_at IS NOT NULL AND attention";
    assert_eq!(app.count_where("referrals", here).await, 1);
    app.execute("UPDATE referrals SET news_at = NULL, attention = false")
        .await;
    app.execute(include_str!(
        "../../migrations/20261125070300_unread_when_ended.sql"
    ))
    .await;
    let here = format!("{here} AND reference = '{unread}'");
    assert_eq!(app.count_where("referrals", &here).await, 1);
    assert_eq!(app.count_where("referrals", "news_at IS NOT NULL").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn where_nothing_speaks_against_it_nothing_has_to_be_confirmed() {
    let app = team::start().await;
    let reference = refer(&app, unmatched()).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let form = browser
        .get(&format!("/admissions/referrals/{reference}/redirect"))
        .await;
    assert!(!form.has(".nhsuk-card--warning") && !form.has("#confirmed"));
    assert!(
        form.text("main")
            .contains("No clinician has assessed the signs.")
    );
    let typed = [TOLD[1], TOLD[2], ("reason", "outpatient_first")];
    let page = browser.answer(&form, &typed).await;
    assert_eq!(page.status, StatusCode::OK);
    app.stop().await;
}

#[tokio::test]
async fn assessment_and_team_stand_beside_the_decision() {
    let app = team::start().await;
    let reference = refer(&app, unmatched()).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let on = app.now().date_naive();
    let assessed = Action::RecordAssessment {
        on,
        outcome: Outcome::Suitable,
        findings: "Head control gains with cueing".to_owned(),
    };
    let meeting = Meeting {
        on,
        present: "All".to_owned(),
        rationale: "Clear goals".to_owned(),
    };
    let accept = Action::Accept {
        meeting: Some(meeting),
    };
    let way = vec![
        Action::StartTriage,
        agree(),
        offer(),
        assessed,
        Action::SendToMdt { meeting: None },
        accept,
    ];
    take(&app, reference, ada.id, way).await;
    let form = browser
        .get(&format!("/admissions/referrals/{reference}/decline"))
        .await;
    let text = form.text("main");
    for words in [
        "Head control gains with cueing",
        "Accepted on 15 January 2031: Clear goals",
        "an inpatient stay is likely to help",
        "The team accepted this person.",
        "I have read what speaks against this",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_withdrawal_says_on_whose_word() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let case = format!("/admissions/referrals/{reference}");
    let form = browser.get(&format!("{case}/withdraw")).await;
    assert!(!form.html.contains("value=\"referrer\""), "nobody referred");
    let page = browser.answer(&form, &[("on.year", "2032")]).await;
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#who", "#on.day", "#reason"]
    );
    let typed = [("who", "patient"), ("reason", "She feels better")];
    let page = browser.answer(&form, &typed).await;
    assert_eq!(
        page.text(".app-timeline__what"),
        "Withdrawn: The patient, on 15 January 2031: She feels better"
    );
    assert_eq!(app.count_where("referrals", "state = 'withdrawn'").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn an_accepted_case_is_closed_and_opened_again_with_reasons() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (lea, browser) = signed_in(&app, "Lea Novak", Role::Lead).await;
    take(&app, reference, lea.id, accepted()).await;
    let case = format!("/admissions/referrals/{reference}");
    for (verb, state) in [("close", "not_admitted"), ("reopen", "in_triage")] {
        let form = browser.get(&format!("{case}/{verb}")).await;
        let page = browser.answer(&form, &[("reason", " ")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser
            .answer(&form, &[("reason", "She moved abroad")])
            .await;
        assert_eq!(page.path, format!("{case}?done={verb}"));
        let there = format!("state = '{state}'");
        assert_eq!(app.count_where("referrals", &there).await, 1, "{verb}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_case_that_waits_is_declined_from_there() {
    let app: TestApp = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: None,
    };
    take(&app, reference, ada.id, vec![Action::StartTriage, hold]).await;
    let case = format!("/admissions/referrals/{reference}");
    let form = browser.get(&format!("{case}/decline")).await;
    let form = form.form().with(&TOLD).with(&[("confirmed", "yes")]);
    assert_eq!(browser.send(&form).await.status, StatusCode::OK);
    let page = browser.get(&format!("{case}/decline")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(
        page.text("main")
            .contains("This cannot be done while the referral is declined.")
    );
    take(
        &app,
        reference,
        ada.id,
        vec![
            Action::Reopen {
                reason: "Why not".to_owned(),
            },
            decline(),
        ],
    )
    .await;
    app.stop().await;
}
