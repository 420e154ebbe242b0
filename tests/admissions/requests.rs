//! Reminders of information that is due, and word to the team once it is overdue: each once, and nothing is closed.

use chrono::TimeDelta;
use domain::people::{Email, Reference};
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor};
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::contact::Contact;
use inpatient_referral::store::outbox::{self, Message};
use inpatient_referral::store::referrals;

use super::team::{conn, contact, refer, refer_as, sender, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Browser;
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

/// Wednesday, 15 January 2031, nine o'clock; a team that has a mailbox.
async fn start() -> TestApp {
    start_with(&[]).await
}

/// The same with these options too.
async fn start_with(more: &[&str]) -> TestApp {
    let options = ["--demo", "--admissions-email", "team@hospital.example"];
    let app = TestApp::start_with(&[&options, more].concat()).await;
    let nine: chrono::DateTime<chrono::Utc> = "2031-01-15T09:00:00Z".parse().unwrap();
    app.clock.advance(nine - app.now());
    app
}

async fn act(app: &TestApp, reference: Reference, seen: i32, action: Action, actor: Actor) {
    let mut conn = conn(app).await;
    let by = (actor, app.now());
    let done = referrals::act(&mut conn, &app.app.keyring, reference, seen, action, by).await;
    done.unwrap();
}

fn ask(of: Asked) -> Action {
    Action::RequestInfo {
        question: "Which dose does Grace have?".to_owned(),
        due: "2031-01-22".parse().ok(),
        of,
    }
}

async fn events(app: &TestApp, kind: &str) -> i64 {
    let of = format!("kind = '{kind}'");
    app.count_where("referral_events", &of).await
}

async fn mail(app: &TestApp) -> Vec<Message> {
    let mut conn = conn(app).await;
    let shown = outbox::latest(&mut conn, &app.app.keyring, 50).await;
    shown.unwrap().into_iter().map(|one| one.message).collect()
}

/// Two nodes that look at the same moment, and one that looks again.
async fn look(app: &TestApp) -> usize {
    let (one, other) = tokio::join!(jobs::chase_now(&app.app), jobs::chase_now(&app.app));
    one + other + jobs::chase_now(&app.app).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_referrer_is_reminded_once_and_the_team_told_once_by_the_reference_alone() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    act(&app, reference, 1, ask(Asked::Referrer), Actor::System).await;
    let before = mail(&app).await.len();
    assert_eq!(look(&app).await, 0, "a week is left");
    app.clock.advance(TimeDelta::days(4));
    assert_eq!(look(&app).await, 0, "Sunday: three working days are left");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 1, "Monday: two are left");
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(look(&app).await, 0, "it is due today");
    assert_eq!(
        (
            events(&app, "remind").await,
            events(&app, "note_overdue").await
        ),
        (1, 0)
    );
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 1, "it was due yesterday");
    app.clock.advance(TimeDelta::days(9));
    assert_eq!(look(&app).await, 0);
    assert_eq!(
        (
            events(&app, "remind").await,
            events(&app, "note_overdue").await
        ),
        (1, 1)
    );
    let sent = mail(&app).await;
    assert_eq!(sent.len(), before + 2);
    assert_eq!(sent[0].to, "team@hospital.example");
    assert_eq!(sent[1].to, anna.email);
    assert!(sent[1].text.contains("22 January 2031"));
    for one in &sent[..2] {
        assert!(one.text.contains(&reference.to_string()));
        for private in ["Grace", "Hopper", "dose"] {
            assert!(!one.text.contains(private) && !one.html.contains(private));
        }
    }
    let waits = "state = 'info_requested' AND attention AND closed_at IS NULL";
    assert_eq!(app.count_where("referrals", waits).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn another_question_is_another_request() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    act(&app, reference, 1, ask(Asked::Referrer), Actor::System).await;
    app.clock.advance(TimeDelta::days(5));
    assert_eq!(look(&app).await, 1);
    let answered = Action::ReceiveInfo { answer: None };
    act(&app, reference, 3, answered, Actor::System).await;
    app.clock.advance(TimeDelta::hours(1));
    assert_eq!(look(&app).await, 0, "nothing is waited for");
    act(&app, reference, 4, ask(Asked::Referrer), Actor::System).await;
    assert_eq!(look(&app).await, 0, "it was asked today");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 1);
    assert_eq!(events(&app, "remind").await, 2);
    app.stop().await;
}

#[tokio::test]
async fn nobody_is_said_to_be_reminded_whom_no_mail_reaches() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let left = sent(&app, &anna, "Grace Hopper").await;
    let patient = refer(&app, sender("Henry Plain")).await;
    let of_patient = sent(&app, &anna, "Iris Newer").await;
    act(&app, left, 1, ask(Asked::Referrer), Actor::System).await;
    act(&app, patient, 1, ask(Asked::Referrer), Actor::System).await;
    act(&app, of_patient, 1, ask(Asked::Patient), Actor::System).await;
    let disable = "UPDATE accounts SET disabled_at = now() WHERE role = 'referrer'";
    app.execute(disable).await;
    app.clock.advance(TimeDelta::days(6));
    assert_eq!(look(&app).await, 0);
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(look(&app).await, 3, "the team hears of each");
    assert_eq!(
        (
            events(&app, "remind").await,
            events(&app, "note_overdue").await
        ),
        (0, 3)
    );
    app.stop().await;
}

/// A patient with this address and this wish, asked on the 15th for the 22nd, by a hospital with a telephone.
async fn asked_patient(email: Option<&str>, message_ok: Option<bool>) -> (TestApp, Reference) {
    let app = start_with(&["--hospital-phone", "01296 678 800"]).await;
    let reference = refer_reached(&app, email, message_ok).await;
    act(&app, reference, 1, ask(Asked::Patient), Actor::System).await;
    (app, reference)
}

async fn refer_reached(app: &TestApp, email: Option<&str>, message_ok: Option<bool>) -> Reference {
    let who = sender("Grace Hopper");
    let contact = Contact {
        email: email.map(|text| Email::parse(text).unwrap()),
        message_ok,
        ..contact(&who)
    };
    refer_as(app, who, &contact).await
}

/// What the case's page says of the question.
async fn shown(browser: &Browser, reference: Reference) -> String {
    let page = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    page.text("[data-progress]")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_patient_is_reminded_once_to_call_and_told_nothing_else() {
    let (app, reference) = asked_patient(Some("grace@example.com"), Some(true)).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let text = shown(&ben, reference).await;
    assert!(text.contains("Asked of the patient, due by 22 January 2031"));
    assert!(text.contains("An e-mail reminds them to call"), "{text}");
    app.clock.advance(TimeDelta::days(4));
    assert_eq!(look(&app).await, 0, "three working days are left");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 1, "two are left");
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(look(&app).await, 0);
    assert_eq!(events(&app, "remind").await, 1);
    let sent = &mail(&app).await[0];
    assert_eq!(sent.to, "grace@example.com");
    let said = ["01296 678 800", "22 January 2031", "call 999"];
    assert!(
        said.iter().all(|words| sent.text.contains(words)),
        "{}",
        sent.text
    );
    for private in [
        "Grace",
        "Hopper",
        "dose",
        "neck",
        "referr",
        &reference.to_string(),
        "http",
    ] {
        let body = sent.text.replace("Inpatient referral", "");
        assert!(
            !body.contains(private) && !sent.subject.contains(private),
            "{private}"
        );
    }
    let (_, cleo) = signed_in(&app, "Cleo Marsh", Role::Clinician).await;
    assert!(
        shown(&cleo, reference)
            .await
            .contains("Reminded on 20 January 2031.")
    );
    // Once the day has passed the team hears of it, and the case stays open.
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(look(&app).await, 1);
    let waits = "state = 'info_requested' AND attention AND closed_at IS NULL";
    assert_eq!(app.count_where("referrals", waits).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn where_no_mail_can_reach_the_patient_nothing_is_claimed_and_the_case_says_so() {
    for (email, message_ok, why) in [
        (None, Some(true), "there is no e-mail address"),
        (
            Some("grace@example.com"),
            Some(false),
            "no message may be left for them",
        ),
    ] {
        let (app, reference) = asked_patient(email, message_ok).await;
        let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
        let text = shown(&ben, reference).await;
        assert!(
            text.contains(&format!("No reminder can be sent: {why}.")),
            "{text}"
        );
        app.clock.advance(TimeDelta::days(6));
        assert_eq!(look(&app).await, 0);
        assert_eq!(
            (events(&app, "remind").await, app.count("outbox").await),
            (0, 0)
        );
        app.stop().await;
    }
    let app = start().await;
    let reference = refer_reached(&app, Some("grace@example.com"), None).await;
    act(&app, reference, 1, ask(Asked::Patient), Actor::System).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let text = shown(&ben, reference).await;
    assert!(
        text.contains("the hospital’s telephone number is not set"),
        "{text}"
    );
    app.clock.advance(TimeDelta::days(6));
    assert_eq!(look(&app).await, 0);
    assert_eq!(app.count("outbox").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn the_page_says_when_a_reminder_goes_out_as_the_job_does_it() {
    let app = start_with(&["--hospital-phone", "01296 678 800"]).await;
    let due = |day: &str| Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: day.parse().ok(),
        of: Asked::Patient,
    };
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let mut cases = Vec::new();
    for (day, words) in [
        (
            "2031-01-15",
            "It is due on the day of asking, so no reminder goes out.",
        ),
        ("2031-01-16", "An e-mail reminds them to call tomorrow"),
        ("2031-01-22", "two working days before"),
    ] {
        let reference = refer_reached(&app, Some("grace@example.com"), None).await;
        act(&app, reference, 1, due(day), Actor::System).await;
        let text = shown(&ben, reference).await;
        assert!(text.contains(words), "{words} in {text}");
        cases.push(reference);
    }
    let merge = Action::Merge {
        into: super::stages::open(&app, cases[2]).await.id,
        reason: "Sent twice".to_owned(),
    };
    app.clock.advance(TimeDelta::days(1));
    let ben = signed_in(&app, "Ben Two", Role::Coordinator).await.1;
    assert!(shown(&ben, cases[1]).await.contains("is about to go out"));
    // The one of yesterday is overdue, that of today is reminded; the third waits. What is joined is left alone.
    assert_eq!(look(&app).await, 2);
    act(&app, cases[0], 3, merge, Actor::System).await;
    assert!(!shown(&ben, cases[0]).await.contains("remind"));
    app.stop().await;
}
