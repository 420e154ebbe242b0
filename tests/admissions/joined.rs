//! A case that was joined to another is no work any more: not on the waiting list, not in beds, letters or queues; and nothing of it
//! is lost.

use domain::people::Reference;
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor, Refusal, StateCode};
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::referrals::{self, ActError};
use inpatient_referral::store::{promises, waiting_list};
use reqwest::StatusCode;

use super::letters::{letters, new};
use super::stages::{act, booking, case_in, day, open, unit};
use super::team::{self, conn, member, refer, sender, sign_in, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

fn path(reference: Reference) -> String {
    format!("/admissions/referrals/{reference}")
}

async fn merge(app: &TestApp, of: Reference, into: Reference) -> Result<(), ActError> {
    let into = open(app, into).await.id;
    let reason = "Sent twice".to_owned();
    act(app, of, Action::Merge { into, reason }).await
}

async fn unmerge(app: &TestApp, of: Reference) {
    let reason = "Two sisters".to_owned();
    act(app, of, Action::Unmerge { reason }).await.unwrap();
}

/// The waiting list in its order, with the days since which they wait.
async fn list(app: &TestApp) -> Vec<(Reference, String)> {
    let all = waiting_list::all(&mut *conn(app).await, &app.app.keyring).await;
    let all = all.unwrap().into_iter();
    all.map(|entry| (entry.reference, entry.joined_at.date_naive().to_string()))
        .collect()
}

fn refused(result: &Result<(), ActError>, with: Refusal) -> bool {
    matches!(result, Err(ActError::Refused(refusal)) if *refusal == with)
}

/// References of a queue.
async fn queue(browser: &Browser, code: &str) -> Vec<String> {
    let page = browser.get(&format!("/admissions?queue={code}")).await;
    assert_eq!(page.status, StatusCode::OK);
    page.attributes("[data-reference]", "data-reference")
}

#[tokio::test]
async fn it_leaves_the_waiting_list_and_comes_back_with_its_wait_counted_from_its_beginning() {
    let app = team::start().await;
    let twice = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    app.clock.advance(chrono::TimeDelta::days(1));
    let main = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    app.clock.advance(chrono::TimeDelta::days(1));
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = ben
        .get(&format!("{}/merge?other={main}", path(twice)))
        .await;
    assert!(form.text("main").contains("It leaves the waiting list"));
    let same = main.to_string();
    let page = ben
        .answer(&form, &[("same", &same), ("reason", "Sent twice")])
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    assert_eq!(list(&app).await, [(main, "2031-01-16".to_owned())]);
    assert_eq!(queue(&ben, "waiting_list").await, [main.to_string()]);
    unmerge(&app, twice).await;
    let expected = [
        (main, "2031-01-16".to_owned()),
        (twice, "2031-01-15".to_owned()),
    ];
    assert_eq!(list(&app).await, expected);
    app.stop().await;
}

#[tokio::test]
async fn a_booked_bed_is_not_given_away_and_nobody_loses_their_place() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let booked = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    act(&app, booked, booking(beds[0], day(2, 3), day(3, 3)))
        .await
        .unwrap();
    let waiting = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    let fresh = refer(&app, sender("Grace Hopper")).await;
    assert!(refused(&merge(&app, booked, fresh).await, Refusal::Booked));
    assert!(refused(
        &merge(&app, waiting, fresh).await,
        Refusal::OnWaitingList
    ));
    assert_eq!((app.count("stays").await, list(&app).await.len()), (1, 1));
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = ben.get(&path(booked)).await;
    assert!(!page.html.contains(&format!("{}/merge", path(booked))));
    let page = ben.get(&format!("{}/merge", path(booked))).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let why = "An admission is booked for this referral; cancel the booking first";
    assert!(page.text("main").contains(why));
    let form = ben
        .get(&format!("{}/merge?other={fresh}", path(waiting)))
        .await;
    let same = fresh.to_string();
    let page = ben
        .answer(&form, &[("same", &same), ("reason", "Sent twice")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = format!("join {fresh} to this one instead");
    assert!(page.text(".nhsuk-error-summary").contains(&why));
    // The other way round it goes: both go on in the one with the bed.
    merge(&app, waiting, booked).await.unwrap();
    merge(&app, fresh, booked).await.unwrap();
    assert_eq!((app.count("stays").await, list(&app).await.len()), (1, 0));
    app.stop().await;
}

#[tokio::test]
async fn letters_are_written_in_the_main_case_alone() {
    let app = team::start().await;
    let twice = refer(&app, sender("Grace Hopper")).await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let writing = ben.get(&new(twice, "acknowledgement/patient")).await;
    let look = ben.answer(&writing, &[]).await;
    merge(&app, twice, main).await.unwrap();
    let leads = |page: &Page| {
        let links = page.attributes("main a", "href");
        links.contains(&letters(main))
    };
    let refused = [
        ben.get(&new(twice, "acknowledgement/patient")).await,
        ben.answer(&writing, &[]).await,
        ben.answer(&look, &[]).await,
    ];
    for page in &refused {
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.text("main").contains("joined to another one"));
        assert!(leads(page), "{}", page.html);
    }
    assert_eq!(app.count("letters").await, 0);
    let page = ben.get(&letters(twice)).await;
    assert!(leads(&page) && !page.html.contains("/letters/new/"));
    assert!(ben.get(&letters(main)).await.html.contains("/letters/new/"));
    unmerge(&app, twice).await;
    assert!(
        ben.get(&letters(twice))
            .await
            .html
            .contains("/letters/new/")
    );
    app.stop().await;
}

#[tokio::test]
async fn it_stands_in_no_queue_and_in_no_count_but_all() {
    let app = team::start().await;
    let twice = refer(&app, sender("Grace Hopper")).await;
    let main = refer(&app, sender("Henry Plain")).await;
    let lead = member(&app, "Lea Novak", Role::Lead).await;
    let question = Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: Some(day(1, 16)),
        of: Asked::Referrer,
    };
    for case in [twice, main] {
        let claim = Action::Claim { by: lead.id };
        act(&app, case, claim).await.unwrap();
        act(&app, case, question.clone()).await.unwrap();
    }
    merge(&app, twice, main).await.unwrap();
    app.clock.advance(chrono::TimeDelta::days(3));
    let lea = app.browser();
    sign_in(&app, &lea, &lead).await;
    let here = vec![main.to_string()];
    for code in ["needs_action", "mine", "waiting_on_others", "overdue"] {
        assert_eq!(queue(&lea, code).await, here, "{code}");
    }
    assert_eq!(queue(&lea, "all").await.len(), 2);
    let today = app.now().date_naive();
    let overdue = promises::overdue(&mut *conn(&app).await, today).await;
    assert_eq!(overdue.unwrap(), 1);
    assert_eq!(jobs::chase_now(&app.app).await, 1);
    let told = "kind = 'note_overdue'";
    assert_eq!(app.count_where("referral_events", told).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn what_comes_to_it_needs_action_in_the_main_case_until_it_is_read() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let twice = sent(&app, &anna, "Grace Hopper").await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    for case in [main, twice] {
        act(&app, case, Action::StartTriage).await.unwrap();
    }
    merge(&app, twice, main).await.unwrap();
    assert!(queue(&ben, "needs_action").await.is_empty());
    let anna = Actor::Referrer(anna.account);
    let says = async |action: Action| {
        let (mut conn, keyring) = (conn(&app).await, &app.app.keyring);
        let seen = open(&app, twice).await.referral.version();
        let by = (anna, app.now());
        let done = referrals::act(&mut conn, keyring, twice, seen, action, by).await;
        done.unwrap();
    };
    let reply = || Action::Reply {
        text: "She has moved".to_owned(),
    };
    says(reply()).await;
    let page = ben.get("/admissions?queue=needs_action").await;
    assert_eq!(queue(&ben, "needs_action").await, [main.to_string()]);
    assert!(page.text("main").contains("New on a joined referral"));
    // Work on the main case does not hide it.
    let note = Action::Note {
        text: "Looked at".to_owned(),
    };
    act(&app, main, note).await.unwrap();
    assert_eq!(queue(&ben, "needs_action").await, [main.to_string()]);
    act(&app, twice, Action::MarkRead).await.unwrap();
    assert!(queue(&ben, "needs_action").await.is_empty());
    // Nor is it hidden that the sender takes it back.
    says(Action::Withdraw { reason: None }).await;
    assert_eq!(queue(&ben, "needs_action").await, [main.to_string()]);
    let page = ben.get(&path(twice)).await;
    assert!(page.text("[data-news]").contains("Withdrawn by the sender"));
    // Taken apart, each has its own, until it is read.
    unmerge(&app, twice).await;
    assert_eq!(queue(&ben, "needs_action").await, [twice.to_string()]);
    act(&app, twice, Action::MarkRead).await.unwrap();
    assert!(queue(&ben, "needs_action").await.is_empty());
    app.stop().await;
}

#[tokio::test]
async fn open_and_joined_it_goes_with_the_main_case_once_that_is_due() {
    let app = team::start().await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let twice = refer(&app, sender("Grace Hopper")).await;
    merge(&app, twice, main).await.unwrap();
    let withdraw = Action::Withdraw { reason: None };
    act(&app, main, withdraw).await.unwrap();
    app.execute("UPDATE referrals SET closed_at = '2020-01-01' WHERE closed_at IS NOT NULL")
        .await;
    assert_eq!(jobs::delete_cases_now(&app.app).await.unwrap(), 1);
    assert_eq!(app.count("referrals").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn what_is_urgent_about_it_stands_on_the_main_case_its_line_and_beside_a_refusal() {
    let app = team::start().await;
    let mut answers = team::four_signs();
    answers["secondary_symptoms"] = serde_json::json!(["gait"]);
    let pressing = team::Sender {
        answers,
        ..sender("Grace Hopper")
    };
    let quiet = team::Sender {
        answers: team::no_sign(),
        ..sender("Grace Hopper")
    };
    let (main, twice) = (refer(&app, quiet).await, refer(&app, pressing).await);
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    act(&app, main, Action::StartTriage).await.unwrap();
    assert!(!ada.get(&path(main)).await.has("[data-joined]"));
    let refusal = format!("{}/redirect", path(main));
    assert!(!ada.get(&refusal).await.has("#confirmed"));
    merge(&app, twice, main).await.unwrap();
    let told = ada.get(&path(main)).await.text("[data-safety]");
    assert!(told.contains(&format!("Urgent: Joined referral {twice}")));
    assert!(told.contains("flagged; Gait or balance"), "{told}");
    let form = ada.get(&refusal).await;
    assert!(form.has("#confirmed"));
    assert!(
        form.text("main")
            .contains(&format!("Urgent in {twice}, which was joined to this one"))
    );
    let list = ada.get("/admissions?queue=all").await;
    let flags = list.text(&format!("tr[data-reference=\"{main}\"] .app-cases__flags"));
    assert!(flags.contains("Urgent on a joined referral"), "{flags}");
    assert!(
        flags.contains(&format!("In {twice}: flagged; Gait or balance")),
        "{flags}"
    );
    let file = ada.get("/admissions/export.csv?queue=all").await;
    assert!(
        file.html.contains(&format!("{twice}=flagged ")),
        "{}",
        file.html
    );
    unmerge(&app, twice).await;
    assert!(!ada.get(&path(main)).await.has("[data-joined]"));
    let list = ada.get("/admissions?queue=all").await;
    assert!(!list.has("[data-joined]"));
    app.stop().await;
}
