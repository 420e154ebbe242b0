//! A morning's forty referrals: a coordinator and a clinician work on the same cases at the same time, each in their own window,
//! until every one is decided, and at no moment is it unclear who has which.

use domain::people::Reference;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, refer, sender, signed_in};
use crate::harness::http::{Browser, FilledForm, Page};

const CASES: usize = 40;

/// Sends a form; where somebody wrote meanwhile, looks at both sides and sends it again as it stands there.
async fn do_it(browser: &Browser, form: &FilledForm) -> Page {
    let mut page = browser.send(form).await;
    for _ in 0..5 {
        if page.status != StatusCode::CONFLICT {
            return page;
        }
        assert!(page.text("h1").contains("This referral has changed"));
        page = browser.send(&page.form()).await;
    }
    panic!("changed again and again: {}", page.text("main"));
}

/// Gives all to the clinician, then leaves a word about each while she works.
async fn coordinate(browser: &Browser, cases: &[Reference], to: &str) {
    let list = browser.get("/admissions?queue=unassigned").await;
    let mut form = FilledForm {
        action: "/admissions/bulk".to_owned(),
        ..list
            .form_to("/admissions/search")
            .with(&[("do", "assign"), ("to", to)])
    };
    let case = |reference: &Reference| ("case".to_owned(), format!("{reference}.1"));
    form.fields.extend(cases.iter().map(case));
    let asked = browser.send(&form).await;
    let done = browser.send(&asked.form()).await;
    assert_eq!(
        done.texts("tr[data-reference] td:last-child"),
        vec!["Done"; CASES]
    );
}

async fn note(browser: &Browser, cases: &[Reference]) {
    for reference in cases {
        let page = browser
            .get(&format!("/admissions/referrals/{reference}/note"))
            .await;
        let page = do_it(browser, &page.form().with(&[("text", "Rang the practice")])).await;
        assert_eq!(page.status, StatusCode::OK);
    }
}

/// Reads, assesses and decides: every second one is offered an assessment, the others are declined.
async fn decide(browser: &Browser, cases: &[Reference]) {
    for (number, reference) in cases.iter().enumerate() {
        let path = format!("/admissions/referrals/{reference}");
        let page = browser.get(&path).await;
        assert_eq!(page.text("[data-owner]"), "Owner Ada Okafor (you)");
        do_it(browser, &page.form_to(&format!("{path}/start-triage"))).await;
        let page = browser.get(&format!("{path}/assess-signs")).await;
        let names = page.attributes("main input[type=radio][value=agree]", "name");
        let agree = names
            .iter()
            .fold(page.form(), |form, name| form.with(&[(name, "agree")]));
        do_it(browser, &agree).await;
        let (verb, answers): (_, &[(&str, &str)]) = if number % 2 == 0 {
            ("offer-assessment", &[("arranged", "later")])
        } else {
            (
                "decline",
                &[
                    ("reason", "no_funding"),
                    ("rationale", "Nobody pays for it"),
                    ("signpost", "The GP"),
                    ("confirmed", "yes"),
                ],
            )
        };
        let page = browser.get(&format!("{path}/{verb}")).await;
        let page = do_it(browser, &page.form().with(answers)).await;
        assert_eq!(
            page.path,
            format!("{path}?done={verb}"),
            "{}",
            page.text("main")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mornings_forty_referrals_are_decided_by_two_who_never_ask_who_has_which() {
    let app = team::start_drawing("0").await;
    let mut cases = Vec::new();
    for _ in 0..CASES {
        cases.push(refer(&app, sender("Grace Hopper")).await);
    }
    let (ada, clinician) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, coordinator) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    coordinate(&coordinator, &cases, &ada.id.to_string()).await;
    tokio::join!(decide(&clinician, &cases), note(&coordinator, &cases));
    let all = i64::try_from(CASES).unwrap();
    let hers = format!("owner_id = '{}'", ada.id);
    assert_eq!(app.count_where("referrals", &hers).await, all);
    for (kind, count) in [
        ("note", all),
        ("assess_signs", all),
        ("decline", all / 2),
        ("offer_assessment", all / 2),
    ] {
        let events = app
            .count_where("referral_events", &format!("kind = '{kind}'"))
            .await;
        assert_eq!(events, count, "{kind}: once each");
    }
    let list = coordinator.get("/admissions?queue=unassigned").await;
    assert_eq!(list.text("[aria-current=page] .app-queues__count"), "0");
    app.stop().await;
}
