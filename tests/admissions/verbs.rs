//! Each verb with each role: who sees its form, and what comes of sending it without leave.

use domain::people::Reference;
use domain::referral::Action;
use domain::referral::casework::Asked;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::steps::{accepted, ask, decline, take};
use super::team::{self, member, refer, sender, signed_in};
use crate::harness::app::TestApp;

const TEAM: &[Role] = &[Role::Coordinator, Role::Clinician, Role::Lead];
const SHARERS: &[Role] = &[Role::Coordinator, Role::Lead];
const CLINICIAN: &[Role] = &[Role::Clinician];
const DECIDERS: &[Role] = &[Role::Clinician, Role::Lead];

/// Where a case stands for a verb that can be done there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Received,
    Triage,
    Waiting,
    Held,
    Accepted,
    Declined,
}

/// Verbs, where they can be done, and who may.
const TABLE: [(&str, Stand, &[Role]); 19] = [
    ("acknowledge", Stand::Received, TEAM),
    ("start-triage", Stand::Received, DECIDERS),
    ("claim", Stand::Triage, TEAM),
    ("assign", Stand::Triage, SHARERS),
    ("assess-signs", Stand::Triage, CLINICIAN),
    ("set-priority", Stand::Triage, CLINICIAN),
    ("ask", Stand::Triage, TEAM),
    ("hold", Stand::Triage, TEAM),
    ("decline", Stand::Triage, DECIDERS),
    ("redirect", Stand::Triage, DECIDERS),
    ("withdraw", Stand::Triage, TEAM),
    ("record-answer", Stand::Waiting, TEAM),
    ("resume", Stand::Waiting, TEAM),
    ("decline", Stand::Waiting, DECIDERS),
    ("resume", Stand::Held, TEAM),
    ("withdraw", Stand::Held, TEAM),
    ("close", Stand::Accepted, SHARERS),
    ("decline", Stand::Accepted, DECIDERS),
    ("reopen", Stand::Declined, DECIDERS),
];

const STAFF: [(&str, Role); 5] = [
    ("Ben Ortiz", Role::Coordinator),
    ("Ada Okafor", Role::Clinician),
    ("Lea Novak", Role::Lead),
    ("Ira Keys", Role::Admin),
    ("Rae Counts", Role::Reporting),
];

fn steps(stand: Stand) -> Vec<Action> {
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: None,
    };
    match stand {
        Stand::Received => vec![],
        Stand::Triage => vec![Action::StartTriage],
        Stand::Waiting => vec![Action::StartTriage, ask(Asked::Patient)],
        Stand::Held => vec![Action::StartTriage, hold],
        Stand::Accepted => accepted(),
        Stand::Declined => vec![Action::StartTriage, decline()],
    }
}

/// A case at each stand.
async fn cases(app: &TestApp) -> Vec<(Stand, Reference)> {
    let somebody = member(app, "Somebody Else", Role::Clinician).await;
    let mut cases = Vec::new();
    for stand in [
        Stand::Received,
        Stand::Triage,
        Stand::Waiting,
        Stand::Held,
        Stand::Accepted,
        Stand::Declined,
    ] {
        let reference = refer(app, sender("Grace Hopper")).await;
        take(app, reference, somebody.id, steps(stand)).await;
        cases.push((stand, reference));
    }
    cases
}

fn at(cases: &[(Stand, Reference)], stand: Stand) -> Reference {
    let found = cases.iter().find(|(at, _)| *at == stand);
    found.unwrap().1
}

#[tokio::test]
async fn a_verb_is_offered_and_shown_to_those_who_may_and_to_nobody_else() {
    let app = team::start().await;
    let cases = cases(&app).await;
    for (name, role) in STAFF {
        let (_, browser) = signed_in(&app, name, role).await;
        for (code, stand, roles) in TABLE {
            let case = format!("/admissions/referrals/{}", at(&cases, stand));
            let page = browser.get(&format!("{case}/{code}")).await;
            let expected = if roles.contains(&role) {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(page.status, expected, "{code} by {role:?}");
            assert_eq!(
                page.html.contains("Hopper"),
                roles.contains(&role),
                "{code}: the person is named to those who may"
            );
            let offered = browser
                .get(&case)
                .await
                .html
                .contains(&format!("{case}/{code}\""));
            assert_eq!(offered, roles.contains(&role), "{code} by {role:?}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn a_verb_sent_without_leave_does_nothing() {
    let app = team::start().await;
    let cases = cases(&app).await;
    let before = app.count("referral_events").await;
    for (name, role) in STAFF {
        let (_, browser) = signed_in(&app, name, role).await;
        let account = browser.get("/admissions/account").await;
        let token = account.form_to("/admissions/account/password").fields;
        for (code, stand, roles) in TABLE {
            if roles.contains(&role) {
                continue;
            }
            let version = steps(stand).len() + 1;
            let mut fields = token.clone();
            fields.push(("version".to_owned(), version.to_string()));
            let path = format!("/admissions/referrals/{}/{code}", at(&cases, stand));
            let page = browser.post(&path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{code} by {role:?}");
        }
    }
    assert_eq!(app.count("referral_events").await, before);
    app.stop().await;
}

#[tokio::test]
async fn whatever_is_offered_can_be_done() {
    let app = team::start().await;
    let cases = cases(&app).await;
    for (name, role) in STAFF {
        let (_, browser) = signed_in(&app, name, role).await;
        for (_, reference) in &cases {
            let case = format!("/admissions/referrals/{reference}");
            let page = browser.get(&case).await;
            let offered = page.attributes(".app-offers a", "href");
            for href in offered {
                let status = browser.get(&href).await.status;
                assert_eq!(status, StatusCode::OK, "{href} by {role:?}");
            }
        }
    }
    app.stop().await;
}
