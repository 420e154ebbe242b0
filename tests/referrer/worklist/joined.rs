//! A practice's referral that was joined to another one: the practice sees where that one stands, and hears what becomes of it.

use domain::people::Reference;
use domain::referral::{Action, Actor};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::{act, ask, case_of, hospital, sent};
use crate::admissions::team::{conn, refer, sender, signed_in, start_drawing};
use crate::harness::app::TestApp;
use crate::referrer::practice::{Referrer, practice, referrer};

const LINES: &str = "tr[data-reference]";

/// Answers of the form that declines.
const DECLINED: [(&str, &str); 4] = [
    ("reason", "needs_other_care"),
    ("rationale", "Needs a ward with a pain team"),
    ("signpost", "The pain clinic"),
    ("confirmed", "yes"),
];

/// A referrer, and one of another practice.
async fn two_practices() -> (TestApp, Referrer, Referrer) {
    let app = start_drawing("0").await;
    let (ours, theirs) = (
        practice(&app, "K81001").await,
        practice(&app, "K81002").await,
    );
    let anna = referrer(&app, "Anna Gray", ours).await;
    let other = referrer(&app, "Otto Other", theirs).await;
    (app, anna, other)
}

async fn join(app: &TestApp, of: Reference, into: Reference) {
    let into = case_of(app, into).await.id;
    let reason = "Sent twice".to_owned();
    hospital(app, of, Action::Merge { into, reason }).await;
}

fn path(reference: Reference) -> String {
    format!("/refer/referrals/{reference}")
}

/// The references in a part of the worklist.
async fn part(of: &Referrer, show: &str) -> Vec<String> {
    let page = of.browser.get(&format!("/refer?show={show}")).await;
    page.attributes(LINES, "data-reference")
}

/// Whom mail went to, and about which referral; the latest first.
async fn told(app: &TestApp) -> Vec<(String, String)> {
    let mail = outbox::latest(&mut *conn(app).await, &app.app.keyring, 20).await;
    let mail = mail.unwrap().into_iter().map(|one| one.message);
    mail.map(|one| (one.to, one.subject)).collect()
}

#[tokio::test]
async fn its_practice_is_told_of_the_join_and_of_what_is_decided_in_the_other_one() {
    let (app, anna, other) = two_practices().await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let twice = sent(&app, &anna, "Grace Hopper").await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = ada
        .get(&format!("/admissions/referrals/{twice}/merge?other={main}"))
        .await;
    let said = form.text("main");
    assert!(said.contains("Whoever referred gets an e-mail"), "{said}");
    let better = format!("only if {main} is joined to {twice} instead");
    assert!(said.contains(&better), "{said}");
    let same = main.to_string();
    let page = ada
        .answer(&form, &[("same", &same), ("reason", "Sent twice")])
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    let news = (
        anna.email.clone(),
        format!("There is news about a referral: {twice}"),
    );
    assert_eq!(told(&app).await[0], news);

    hospital(&app, main, Action::StartTriage).await;
    let page = anna.browser.get(&path(twice)).await;
    let seen = page.text("main");
    for words in [
        "Joined to another referral of the same patient",
        "In clinical triage",
        "Hospital clinicians",
    ] {
        assert!(seen.contains(words), "{words} in {seen}");
    }
    assert!(
        !seen.contains(&main.to_string()),
        "nothing else of the other one"
    );
    assert_eq!(part(&anna, "with-the-hospital").await, [twice.to_string()]);

    let form = ada
        .get(&format!("/admissions/referrals/{main}/decline"))
        .await;
    let too = format!("A practice sent {twice}, joined to this one: it sees what you write here");
    assert!(form.text("main").contains(&too));
    let form = form.form().with(&DECLINED);
    let before = told(&app).await.len();
    assert_eq!(ada.send(&form).await.status, StatusCode::OK);
    let after = told(&app).await;
    assert_eq!((after.len(), &after[0]), (before + 1, &news));
    let page = anna.browser.get(&path(twice)).await;
    let decision = page.text("[data-decision]");
    assert!(
        decision.contains("Needs a ward with a pain team"),
        "{decision}"
    );
    assert!(decision.contains("The pain clinic"), "{decision}");
    assert!(part(&anna, "with-the-hospital").await.is_empty());
    let page = anna.browser.get("/refer?show=closed").await;
    assert_eq!(
        page.attributes(LINES, "data-reference"),
        [twice.to_string()]
    );
    let row = page.text(LINES);
    assert!(row.contains("Declined (joined to another)"), "{row}");
    assert_eq!(page.text(".app-tabs [aria-current]"), "Closed (1)");
    // The other one is none of theirs, and this one is nobody else's.
    let page = anna.browser.get(&path(main)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = other.browser.get(&path(twice)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    app.stop().await;
}

#[tokio::test]
async fn a_question_to_its_practice_stays_theirs_and_a_question_elsewhere_is_not() {
    let (app, anna, other) = two_practices().await;
    let main = sent(&app, &other, "Grace Hopper").await;
    let twice = sent(&app, &anna, "Grace Hopper").await;
    ask(&app, main, "Which hand?").await;
    ask(&app, twice, "Which dose?").await;
    join(&app, twice, main).await;
    assert_eq!(part(&anna, "needs-you").await, [twice.to_string()]);
    let page = anna.browser.get(&path(twice)).await;
    assert!(page.text("main").contains("Information asked of you"));
    let links = page.attributes("main a", "href");
    assert!(links.contains(&format!("{}/answer", path(twice))));

    let answer = Action::ReceiveInfo {
        answer: Some("10 mg".to_owned()),
    };
    act(&app, twice, answer, Actor::Referrer(anna.account)).await;
    assert!(part(&anna, "needs-you").await.is_empty());
    let page = anna.browser.get("/refer?show=with-the-hospital").await;
    assert_eq!(
        page.attributes(LINES, "data-reference"),
        [twice.to_string()]
    );
    for told in [
        page.text(LINES),
        anna.browser.get(&path(twice)).await.text("main"),
    ] {
        assert!(
            told.contains("Information asked for in the other referral"),
            "{told}"
        );
        assert!(
            !told.contains("Answer due") && !told.contains("Which hand"),
            "{told}"
        );
    }
    // Withdrawn, it is what the practice did.
    act(
        &app,
        twice,
        Action::Withdraw { reason: None },
        Actor::Referrer(anna.account),
    )
    .await;
    let page = anna.browser.get(&path(twice)).await;
    assert!(page.text("main").contains("Withdrawn"));
    assert_eq!(part(&anna, "closed").await, [twice.to_string()]);
    app.stop().await;
}

#[tokio::test]
async fn where_the_other_one_is_withdrawn_it_stands_by_itself_and_the_team_is_shown_that() {
    let (app, anna, other) = two_practices().await;
    let main = sent(&app, &other, "Grace Hopper").await;
    let twice = sent(&app, &anna, "Grace Hopper").await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for case in [main, twice] {
        hospital(&app, case, Action::StartTriage).await;
    }
    join(&app, twice, main).await;
    let needs_action = async || {
        let page = ada.get("/admissions?queue=needs_action").await;
        page.texts(LINES).join(" ")
    };
    assert!(!needs_action().await.contains(&main.to_string()));
    let withdraw = || Action::Withdraw { reason: None };
    act(&app, main, withdraw(), Actor::Referrer(other.account)).await;

    assert_eq!(part(&anna, "with-the-hospital").await, [twice.to_string()]);
    let page = anna.browser.get(&path(twice)).await.text("main");
    assert!(page.contains("In clinical triage") && !page.contains("Withdrawn"));
    let line = needs_action().await;
    assert!(line.contains(&main.to_string()), "{line}");
    assert!(line.contains("Joined referral still open"), "{line}");
    assert!(!line.contains("New on a joined referral"), "{line}");
    let page = ada.get(&format!("/admissions/referrals/{main}")).await;
    let told = page.text("[data-joined]");
    assert!(told.contains("not withdrawn like this one: take it apart"));

    // Taken apart, it is worked on by itself, and nothing is left to do in the other one.
    let apart = Action::Unmerge {
        reason: "It goes on".to_owned(),
    };
    hospital(&app, twice, apart).await;
    assert!(!needs_action().await.contains(&main.to_string()));
    let page = ada.get("/admissions?queue=unassigned").await;
    assert!(page.html.contains(&twice.to_string()));
    app.stop().await;
}

#[tokio::test]
async fn who_has_withdrawn_it_hears_no_more_and_nobody_is_told_twice_that_it_was_received() {
    let app = start_drawing("0").await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let twice = sent(&app, &anna, "Grace Hopper").await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let staff = |case: Reference| format!("/admissions/referrals/{case}");
    let acknowledge = async |case: Reference| {
        let page = ada.get(&staff(case)).await;
        let form = page.form_to(&format!("{}/acknowledge", staff(case)));
        assert_eq!(ada.send(&form).await.status, StatusCode::OK);
    };
    acknowledge(twice).await;
    join(&app, twice, main).await;
    let before = told(&app).await.len();
    acknowledge(main).await;
    assert_eq!(told(&app).await.len(), before);

    let withdraw = Action::Withdraw { reason: None };
    act(&app, twice, withdraw, Actor::Referrer(anna.account)).await;
    let page = ada.get(&staff(main)).await;
    ada.send(&page.form_to(&format!("{}/start-triage", staff(main))))
        .await;
    let form = ada.get(&format!("{}/decline", staff(main))).await;
    assert!(!form.text("main").contains("joined to this one: it sees"));
    let form = form.form().with(&DECLINED);
    let before = told(&app).await.len();
    assert_eq!(ada.send(&form).await.status, StatusCode::OK);
    assert_eq!(told(&app).await.len(), before);
    let page = anna.browser.get(&path(twice)).await;
    assert!(!page.has("[data-decision]"));
    app.stop().await;
}
