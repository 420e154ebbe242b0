//! The next promised day of a case, wherever it stands: in the columns that lists sort by, on the case's page, and in the practice's words.

use domain::people::Reference;
use domain::referral::casework::Asked;
use domain::referral::{Action, StateCode};
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::stages::{act, case_in, day, parts};
use super::steps::decline;
use super::team::{self, conn, refer, sender, signed_in};
use crate::harness::app::TestApp;
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

/// Asks until a day of January.
fn ask(until: Option<u32>) -> Action {
    Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: until.map(|until| day(1, until)),
        of: Asked::Referrer,
    }
}

fn hold(review: u32) -> Action {
    Action::Hold {
        reason: "On holiday".to_owned(),
        review: Some(day(1, review)),
    }
}

fn book(on: u32) -> Action {
    Action::BookAdmission {
        on: day(1, on),
        bed: None,
    }
}

/// Whether the columns of the case say so.
async fn says(app: &TestApp, reference: Reference, condition: &str) -> bool {
    let of = format!("reference = '{reference}' AND {condition}");
    app.count_where("referrals", &of).await == 1
}

#[tokio::test]
async fn a_question_names_the_day_by_which_the_answer_is_needed() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = ben
        .get(&format!("/admissions/referrals/{reference}/ask"))
        .await;
    let undated = [
        ("question", "Which dose?"),
        ("due.day", ""),
        ("due.month", ""),
        ("due.year", ""),
    ];
    let page = ben.answer(&form, &undated).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#due.day"]
    );
    assert_eq!(page.text("#question"), "Which dose?");
    app.stop().await;
}

#[tokio::test]
async fn an_older_question_without_a_day_leaves_the_case_where_work_is_looked_for() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    act(&app, reference, ask(None)).await.unwrap();
    let stands = "due_on = '2031-01-16' AND due_for = 'acknowledge' AND answer_due_on IS NULL";
    assert!(says(&app, reference, stands).await);
    app.clock.advance(chrono::TimeDelta::days(1));
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let list = ben.get("/admissions").await;
    assert_eq!(
        list.attributes("tr[data-reference]", "data-reference"),
        [reference.to_string()]
    );
    app.stop().await;
}

#[tokio::test]
async fn a_pause_hides_no_admission_that_is_booked() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    super::stages::bring(&app, reference, StateCode::WaitingForBed).await;
    act(&app, reference, book(20)).await.unwrap();
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let path = format!("/admissions/referrals/{reference}");
    for pause in [ask(Some(28)), hold(28)] {
        act(&app, reference, pause).await.unwrap();
        let stands = "due_on = '2031-01-20' AND due_for = 'admission'";
        assert!(says(&app, reference, stands).await);
        let head = ben.get(&path).await.text("[data-due]");
        assert!(head.contains("Admission on 20 January 2031"), "{head}");
        act(&app, reference, Action::Resume).await.unwrap();
    }
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_names_the_day_of_the_answer_and_not_that_of_an_earlier_appointment() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    super::stages::bring(&app, reference, StateCode::WaitingForBed).await;
    act(&app, reference, book(17)).await.unwrap();
    act(&app, reference, ask(Some(24))).await.unwrap();
    app.clock.advance(chrono::TimeDelta::days(2));
    assert_eq!(jobs::chase_now(&app.app).await, 0, "a week is left");
    app.clock.advance(chrono::TimeDelta::days(5));
    assert_eq!(jobs::chase_now(&app.app).await, 1);
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 1).await;
    let text = &mail.unwrap()[0].message.text;
    assert!(text.contains("24 January 2031"), "{text}");
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_of_cases_that_other_rules_wrote_are_worked_out_anew_once() {
    let app = team::start().await;
    let booked = case_in(&app, "Grace Hopper", StateCode::AdmissionBooked).await;
    act(&app, booked, hold(20)).await.unwrap();
    let unread = refer(&app, sender("Henry Plain")).await;
    act(&app, unread, ask(None)).await.unwrap();
    assert_eq!(
        jobs::refold_now(&app.app).await,
        0,
        "all is as it should be"
    );
    // As the release before has left one, and as it writes another while both run.
    app.execute(
        "UPDATE referrals SET due_on = NULL, due_for = NULL, answer_due_on = NULL, folded_version = NULL WHERE state = 'info_requested'",
    )
    .await;
    app.execute(
        "UPDATE referrals SET due_on = NULL, folded_version = version - 1 WHERE state = 'on_hold'",
    )
    .await;
    assert_eq!(jobs::refold_now(&app.app).await, 2);
    let stands = "due_on = '2031-01-16' AND due_for = 'acknowledge'";
    assert!(says(&app, unread, stands).await);
    let stands = "due_on = '2031-01-20' AND due_for = 'review'";
    assert!(says(&app, booked, stands).await);
    assert_eq!(jobs::refold_now(&app.app).await, 0);
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_opened_again_is_not_late_and_not_decided() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    for action in [Action::StartTriage, decline()] {
        act(&app, reference, action).await.unwrap();
    }
    assert!(says(&app, reference, "decided_at IS NOT NULL").await);
    app.clock.advance(chrono::TimeDelta::days(12));
    let reopen = Action::Reopen {
        reason: "New facts".to_owned(),
    };
    act(&app, reference, reopen).await.unwrap();
    let stands = "due_on = '2031-01-29' AND due_for = 'triage' AND decided_at IS NULL";
    assert!(says(&app, reference, stands).await);
    app.execute(
        "UPDATE referrals SET due_on = '2031-01-17', decided_at = received_at, folded_version = NULL",
    )
    .await;
    assert_eq!(jobs::refold_now(&app.app).await, 1);
    assert!(says(&app, reference, stands).await);
    app.stop().await;
}

#[tokio::test]
async fn the_day_of_the_meeting_is_for_staff_alone() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    super::stages::bring(&app, reference, StateCode::PreAdmissionAssessment).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let case = format!("/admissions/referrals/{reference}");
    let form = ada.get(&format!("{case}/send-to-mdt")).await;
    let given = parts("meeting", day(1, 21));
    let given = given
        .each_ref()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let form = form.form().with(&given).with(&[("sure", "yes")]);
    let page = ada.send(&form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    let head = page.text("[data-due]");
    assert!(head.contains("Team’s meeting on 21 January 2031"), "{head}");
    assert!(
        says(
            &app,
            reference,
            "due_on = '2031-01-21' AND due_for = 'meeting'"
        )
        .await
    );
    let theirs = format!("/refer/referrals/{reference}");
    let theirs = anna.browser.get(&theirs).await.text("main");
    let list = anna.browser.get("/refer").await.text("main");
    for text in [&theirs, &list] {
        assert!(!text.contains("21 January 2031"), "{text}");
    }
    assert!(theirs.contains("None promised"), "{theirs}");
    app.clock.advance(chrono::TimeDelta::days(6));
    let (_, ada) = signed_in(&app, "Ada Marsh", Role::Clinician).await;
    assert!(ada.get("/admissions").await.html.contains(&case));
    let form = ada.get(&format!("{case}/record-meeting")).await;
    let next = parts("next", day(1, 28));
    let next = next
        .each_ref()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let form = form.form().with(&next).with(&[
        ("outcome", "defer"),
        ("present", "All"),
        ("rationale", "A letter is missing"),
    ]);
    let page = ada.send(&form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    assert!(
        says(
            &app,
            reference,
            "due_on = '2031-01-28' AND due_for = 'meeting'"
        )
        .await
    );
    assert!(!ada.get("/admissions").await.html.contains(&case));
    app.stop().await;
}

#[tokio::test]
async fn what_nobody_works_on_needs_action_after_ten_working_days() {
    let app = team::start().await;
    let reference = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    assert!(
        says(
            &app,
            reference,
            "due_on = '2031-01-29' AND due_for = 'look'"
        )
        .await
    );
    app.clock.advance(chrono::TimeDelta::days(13));
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let case = format!("/admissions/referrals/{reference}");
    assert!(!ben.get("/admissions").await.html.contains(&case));
    app.clock.advance(chrono::TimeDelta::days(1));
    let (_, ben) = signed_in(&app, "Bea Ortiz", Role::Coordinator).await;
    assert!(ben.get("/admissions").await.html.contains(&case));
    let head = ben.get(&case).await.text("[data-due]");
    assert!(
        head.contains("Look at it again by 29 January 2031"),
        "{head}"
    );
    let form = ben.get(&format!("{case}/note")).await;
    ben.answer(&form, &[("text", "Rang: she still wants to come")])
        .await;
    assert!(says(&app, reference, "due_on = '2031-02-12'").await);
    assert!(!ben.get("/admissions").await.html.contains(&case));
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_cannot_be_read_keeps_no_other_from_being_worked_out() {
    let app = team::start().await;
    let broken = refer(&app, sender("Grace Hopper")).await;
    let whole = refer(&app, sender("Henry Plain")).await;
    app.execute("UPDATE referrals SET folded_version = NULL, due_on = NULL")
        .await;
    app.execute(&format!(
        "UPDATE referrals SET reference = 'x' WHERE reference = '{broken}'"
    ))
    .await;
    assert_eq!(jobs::refold_now(&app.app).await, 2);
    assert!(says(&app, whole, "due_on = '2031-01-16'").await);
    app.stop().await;
}
