use domain::people::Reference;
use domain::referral::Action;
use domain::referral::casework::{Asked, Opinion, SignOpinion};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::steps::{ask, take};
use super::team::{self, Member, conn, looks, refer, sender, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

const LIST: &str = "/admissions/second-reads";

/// What nobody may find in the blind page: who decided, what, why, what they thought before, and what came later.
const HIDDEN: [&str; 8] = [
    "Ada Okafor",
    "No funding",
    "Nobody pays for such a stay",
    "The benefits office",
    "eclined",
    "Written among colleagues",
    "Not as bad in clinic",
    "Came too late",
];

struct Case {
    app: TestApp,
    ada: (Member, Browser),
    reference: Reference,
}

/// A case that Ada has asked about, assessed, noted on and declined; drawn for a second reader.
async fn declined() -> Case {
    let app = team::start_drawing("100").await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let opinion = SignOpinion {
        sign: "daily_life".to_owned(),
        verdict: None,
        opinion: Opinion::Disagree,
        reason: Some("Not as bad in clinic".to_owned()),
    };
    let answer = Action::ReceiveInfo {
        answer: Some("By phone: forty units in May".to_owned()),
    };
    let steps = vec![
        Action::StartTriage,
        ask(Asked::Patient),
        answer,
        Action::AssessSigns {
            opinions: vec![opinion],
            summary: None,
        },
        Action::Note {
            text: "Written among colleagues".to_owned(),
        },
    ];
    take(&app, reference, ada.id, steps).await;
    let form = browser
        .get(&format!("/admissions/referrals/{reference}/decline"))
        .await;
    let typed = [
        ("reason", "no_funding"),
        ("rationale", "Nobody pays for such a stay"),
        ("signpost", "The benefits office"),
        ("confirmed", "yes"),
    ];
    assert_eq!(browser.answer(&form, &typed).await.status, StatusCode::OK);
    assert_eq!(app.count("second_reads").await, 1);
    let later = Action::Note {
        text: "Came too late".to_owned(),
    };
    take(&app, reference, ada.id, vec![later]).await;
    Case {
        app,
        ada: (ada, browser),
        reference,
    }
}

fn links(page: &Page) -> Vec<String> {
    page.attributes(".app-reads a", "href")
}

#[tokio::test]
async fn a_second_reader_sees_what_was_known_and_nothing_of_the_decision() {
    let case = declined().await;
    let app = case.app;
    let (ben, browser) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let list = browser.get(LIST).await;
    assert_eq!(list.texts(".app-reads a"), [case.reference.to_string()]);
    assert!(!list.html.contains("Ada") && !list.html.contains("Hopper"));
    let page = browser.get(&links(&list)[0]).await;
    assert_eq!(page.status, StatusCode::OK);
    let main = page.text("main");
    for words in [
        "Grace Hopper",
        "4 of 4",
        "Which dose?",
        "By phone: forty units in May",
        "Drive to my sister’s again",
    ] {
        assert!(main.contains(words), "{words}");
    }
    for hidden in HIDDEN {
        assert!(!page.html.contains(hidden), "{hidden}");
    }
    assert!(!page.has(".app-timeline") && !page.has("[data-owner]"));
    assert_eq!(looks(&mut *conn(&app).await, ben.id, "opened").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn after_the_judgement_both_stand_side_by_side_and_a_lead_deals_with_a_difference() {
    let case = declined().await;
    let app = case.app;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let there = links(&ben.get(LIST).await).remove(0);
    let form = ben.get(&there).await;
    let refused = ben.answer(&form, &[("opinion", "go_on")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for hidden in HIDDEN {
        assert!(!refused.html.contains(hidden), "{hidden}");
    }
    let typed = [
        ("opinion", "go_on"),
        ("rationale", "All four signs are met"),
    ];
    for _ in 0..2 {
        let page = ben.answer(&form, &typed).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text(".app-verdicts");
        for words in [
            "Ada Okafor",
            "Declined: No funding",
            "Nobody pays for such a stay",
            "Ben Ortiz",
            "Would go on with it",
            "All four signs are met",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    let recorded = "action = 'second_read.recorded'";
    assert_eq!(app.count_where("audit_log", recorded).await, 1);
    let (lead, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let list = lea.get(LIST).await;
    assert_eq!(links(&list), std::slice::from_ref(&there));
    assert_eq!(lea.get(&there).await.status, StatusCode::OK);
    assert_eq!(case.ada.1.get(&there).await.status, StatusCode::OK);
    let note = |text: &str| {
        vec![Action::Note {
            text: text.to_owned(),
        }]
    };
    take(&app, case.reference, case.ada.0.id, note("By a clinician")).await;
    assert_eq!(links(&lea.get(LIST).await), [there]);
    take(&app, case.reference, lead.id, note("Looked at again")).await;
    assert!(links(&lea.get(LIST).await).is_empty());
    app.stop().await;
}

#[tokio::test]
async fn a_reopened_case_leaves_the_leads_list() {
    let case = declined().await;
    let app = case.app;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let form = ben.get(&links(&ben.get(LIST).await)[0]).await;
    ben.answer(&form, &[("opinion", "go_on"), ("rationale", "Fits")])
        .await;
    let (lead, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    assert_eq!(links(&lea.get(LIST).await).len(), 1);
    let reopen = Action::Reopen {
        reason: "Second read".to_owned(),
    };
    take(&app, case.reference, lead.id, vec![reopen]).await;
    assert!(links(&lea.get(LIST).await).is_empty());
    app.stop().await;
}

#[tokio::test]
async fn nobody_reads_their_own_decline_and_only_clinicians_read() {
    let case = declined().await;
    let app = case.app;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let there = links(&ben.get(LIST).await).remove(0);
    let ada = &case.ada.1;
    assert!(links(&ada.get(LIST).await).is_empty());
    let mut others = vec![];
    for (name, role) in [
        ("Cora Best", Role::Coordinator),
        ("Ira Keys", Role::Admin),
        ("Rae Counts", Role::Reporting),
        ("Lea Novak", Role::Lead),
    ] {
        let (_, browser) = signed_in(&app, name, role).await;
        let expected = if role == Role::Lead {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(browser.get(LIST).await.status, expected, "{role:?}");
        others.push(browser);
    }
    for browser in others.iter().chain([ada]) {
        assert_eq!(browser.get(&there).await.status, StatusCode::FORBIDDEN);
        let account = browser.get("/admissions/account").await;
        let mut fields = account.form_to("/admissions/account/password").fields;
        for (name, value) in [("opinion", "decline"), ("rationale", "Mine")] {
            fields.push((name.to_owned(), value.to_owned()));
        }
        let page = browser.post(&there, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.count_where("second_reads", "read_at IS NULL").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn of_two_readers_one_is_kept_and_the_other_loses_nothing() {
    let case = declined().await;
    let app = case.app;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let (_, cem) = signed_in(&app, "Cem Aydin", Role::Clinician).await;
    let there = links(&ben.get(LIST).await).remove(0);
    let (one, two) = (ben.get(&there).await, cem.get(&there).await);
    ben.answer(&one, &[("opinion", "decline"), ("rationale", "No payer")])
        .await;
    let typed = [("opinion", "go_on"), ("rationale", "I thought otherwise")];
    let page = cem.answer(&two, &typed).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text("main").contains("I thought otherwise"));
    assert!(!page.html.contains("Nobody pays for such a stay") && !page.html.contains("No payer"));
    assert_eq!(cem.get(&there).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        app.count_where("second_reads", "opinion = 'decline'").await,
        1
    );
    app.stop().await;
}
