//! Reminders of information that is due, and word to the team once it is overdue: each once, and nothing is closed.

use chrono::TimeDelta;
use domain::people::Reference;
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor};
use inpatient_referral::jobs;
use inpatient_referral::store::outbox::{self, Message};
use inpatient_referral::store::referrals;

use super::team::{conn, refer, sender};
use crate::harness::app::TestApp;
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

/// Wednesday, 15 January 2031, nine o'clock; a team that has a mailbox.
async fn start() -> TestApp {
    let options = ["--demo", "--admissions-email", "team@hospital.example"];
    let app = TestApp::start_with(&options).await;
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
