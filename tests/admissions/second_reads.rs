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

/// Everything under a case's address that tells the decision, or might.
const UNDER: [&str; 8] = [
    "",
    "?all=yes",
    "/letters",
    "/letters/new/decline/patient",
    "/note",
    "/hold",
    "/reopen",
    "/compare",
];

#[tokio::test]
async fn who_could_be_the_second_reader_is_not_shown_the_decision_by_any_page_of_the_case() {
    let case = declined().await;
    let app = case.app;
    let path = format!("/admissions/referrals/{}", case.reference);
    let (lea_id, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let letter = super::letters::keep(&lea, case.reference, "decline/patient", &[]).await;
    let (ben, browser) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let blind = links(&browser.get(LIST).await).remove(0);
    let mut addresses: Vec<String> = UNDER.map(|more| format!("{path}{more}")).to_vec();
    addresses.extend([letter.path.clone(), format!("{}/pdf", letter.path)]);
    for address in &addresses {
        let page = browser.get(address).await;
        assert_eq!(page.path, format!("{blind}/case"), "{address}");
        assert!(page.attributes("main a", "href").contains(&blind));
        for hidden in HIDDEN.iter().chain(&["Hopper"]) {
            assert!(!page.text("main").contains(hidden), "{hidden} at {address}");
        }
    }
    assert_eq!(looks(&mut *conn(&app).await, ben.id, "opened").await, 0);
    // What was typed before it was declined is offered again, and does nothing.
    let account = browser.get("/admissions/account").await;
    let mut fields = account.form_to("/admissions/account/password").fields;
    for (name, value) in [("version", "1"), ("text", "Seen in clinic")] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    let events = app.count("referral_events").await;
    let page = browser.post(&format!("{path}/note"), &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains("Seen in clinic"), "{}", page.html);
    for hidden in HIDDEN {
        assert!(!page.html.contains(hidden), "{hidden}");
    }
    assert_eq!(app.count("referral_events").await, events);
    // Others work with it as ever: who declined, and those who do not read.
    assert_eq!(case.ada.1.get(&path).await.path, path);
    assert_eq!(lea.get(&path).await.path, path);
    assert!(looks(&mut *conn(&app).await, lea_id.id, "opened").await > 0);
    // Once somebody has read it, it is open to all again.
    let form = browser.get(&blind).await;
    browser
        .answer(&form, &[("opinion", "decline"), ("rationale", "No payer")])
        .await;
    let page = browser.get(&path).await;
    assert_eq!(page.path, path);
    assert!(page.html.contains("Nobody pays for such a stay"));
    app.stop().await;
}

#[tokio::test]
async fn who_sees_the_case_anyway_is_its_reader_no_more_and_another_is() {
    let case = declined().await;
    let app = case.app;
    let path = format!("/admissions/referrals/{}", case.reference);
    let (ben, browser) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let (_, cem) = signed_in(&app, "Cem Aydin", Role::Clinician).await;
    let blind = links(&browser.get(LIST).await).remove(0);
    let begun = browser.get(&blind).await;
    let form = browser.get(&path).await.form_to(&format!("{blind}/see"));
    for _ in 0..2 {
        let page = browser.send(&form).await;
        assert_eq!(page.path, path);
        assert!(page.html.contains("Nobody pays for such a stay"));
    }
    let seen = format!("account_id = '{}'", ben.id);
    assert_eq!(app.count_where("second_read_seen", &seen).await, 1);
    let noted = "action = 'second_read.seen'";
    assert_eq!(app.count_where("audit_log", noted).await, 1);
    assert!(links(&browser.get(LIST).await).is_empty());
    assert_eq!(browser.get(&blind).await.path, path);
    assert_eq!(browser.get(&format!("{blind}/case")).await.path, path);
    // What was begun before is not taken, and not lost.
    let typed = [("opinion", "decline"), ("rationale", "As they did")];
    let page = browser.answer(&begun, &typed).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let main = page.text("main");
    assert!(main.contains("You have seen the decision") && main.contains("As they did"));
    assert_eq!(app.count_where("second_reads", "read_at IS NULL").await, 1);
    // The lead hears when nobody is left.
    let (_, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let left = "Nobody is left to read these blind";
    assert!(!lea.get(LIST).await.html.contains(left));
    assert_eq!(links(&cem.get(LIST).await), std::slice::from_ref(&blind));
    let form = cem.get(&path).await.form_to(&format!("{blind}/see"));
    cem.send(&form).await;
    assert!(lea.get(LIST).await.text("main").contains(left));
    app.stop().await;
}

#[tokio::test]
async fn nobody_else_gives_back_what_is_not_theirs_to_read() {
    let case = declined().await;
    let app = case.app;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let blind = links(&ben.get(LIST).await).remove(0);
    for (name, role) in [
        ("Cora Best", Role::Coordinator),
        ("Ira Keys", Role::Admin),
        ("Rae Counts", Role::Reporting),
        ("Lea Novak", Role::Lead),
    ] {
        let (_, browser) = signed_in(&app, name, role).await;
        let fields = browser
            .get("/admissions/account")
            .await
            .form_to("/admissions/account/password")
            .fields;
        let page = browser.post(&format!("{blind}/see"), &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?}");
        let page = browser.get(&format!("{blind}/case")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    let ada = &case.ada.1;
    let fields = ada
        .get("/admissions/account")
        .await
        .form_to("/admissions/account/password")
        .fields;
    let page = ada.post(&format!("{blind}/see"), &fields).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.count("second_read_seen").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn its_line_in_lists_and_files_tells_neither_decision_nor_who_made_it() {
    let case = declined().await;
    let app = case.app;
    // It is Ada's, who declined it.
    app.execute(&format!(
        "UPDATE referrals SET owner_id = '{}', priority = 'urgent'",
        case.ada.0.id
    ))
    .await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let (_, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let lists = ["/admissions?queue=closed", "/admissions?queue=all"];
    for list in lists {
        let line = ben.get(list).await.text("tr[data-reference]");
        assert!(line.contains("Waits for a second reader"), "{line}");
        for hidden in ["Ada Okafor", "Declined", "Urgent"] {
            assert!(!line.contains(hidden), "{hidden}: {line}");
        }
        for browser in [&lea, &case.ada.1] {
            let line = browser.get(list).await.text("tr[data-reference]");
            assert!(
                line.contains("Declined") && line.contains("Ada Okafor"),
                "{line}"
            );
        }
    }
    let file = "/admissions/export.csv?queue=closed";
    let taken = ben.get(file).await.html;
    assert!(taken.contains("Waits for a second reader"), "{taken}");
    assert!(!taken.contains("Ada Okafor") && !taken.contains("Declined"));
    assert!(lea.get(file).await.html.contains("Declined"));
    app.stop().await;
}
