//! Measures: taken by clinicians, shown to staff with date and author, and to nobody else.

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, refer, sender, signed_in};
use crate::harness::http::{Browser, Page};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

const PARTS: [(&str, &str); 7] = [
    ("C", "2"),
    ("R", "3"),
    ("N", "1"),
    ("M", "2"),
    ("TD", "4"),
    ("TI", "3"),
    ("E", "1"),
];

async fn rcs(browser: &Browser, case: &str, other: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("{case}/measure-rcs")).await;
    let form = page.form().with(&PARTS).with(other);
    browser.send(&form).await
}

async fn total(browser: &Browser, case: &str, given: &[(&str, &str)]) -> Page {
    let page = browser.get(&format!("{case}/measure")).await;
    browser.answer(&page, given).await
}

#[tokio::test]
async fn a_measure_stands_with_its_day_and_author_and_the_total_is_worked_out() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = rcs(&ada, &case, &[]).await;
    assert_eq!(page.path, format!("{case}?done=measure-rcs"));
    assert!(page.text("[data-done]").contains("Measure recorded."));
    let table = page.text("[data-measures]");
    // max(2, 3) + 1 + 2 + 4 + 3 + 1
    for words in ["RCS-E, 0 to 22", "15 January 2031", "14", "R 3", "you"] {
        assert!(table.contains(words), "{words} in {table}");
    }
    assert!(
        !page.has("[data-measures] svg"),
        "one number makes no line over time"
    );
    let earlier = [("on.day", "2"), ("C", "4"), ("R", "4"), ("N", "4")];
    rcs(&ada, &case, &earlier).await;
    let page = ben.get(&case).await;
    assert_eq!(page.texts("[data-measures] tbody strong"), ["14", "18"]);
    assert!(page.text("[data-measures]").contains("Ada Okafor"));
    assert_eq!(page.attributes("[data-measures] svg", "role"), ["img"]);
    let words = page.text("[data-measures] svg title");
    assert_eq!(
        words,
        "RCS-E over time: 14 on 15 January 2031, lower than 18 on 2 January 2031"
    );
    assert_eq!(page.texts("[data-measures] svg text"), ["18", "14"]);
    app.stop().await;
}

#[tokio::test]
async fn numbers_outside_their_scale_and_days_to_come_are_refused_in_words() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    for (other, words) in [
        (("E", "3"), "Enter a whole number from 0 to 2"),
        (("TD", "x"), "Enter a whole number from 0 to 4"),
        (("C", ""), "Enter a number"),
        (("on.day", "16"), "Enter today’s date or an earlier one"),
    ] {
        let page = rcs(&ada, &case, &[other]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text(".nhsuk-error-summary").contains(words), "{words}");
        assert_eq!(page.attributes("input#R", "value"), ["3"], "kept");
    }
    for (scale, value, words) in [
        ("tampa", "16", "Tampa (TSK) must be from 17 to 68"),
        ("tsui", "26", "Tsui must be from 0 to 25"),
        ("twstrs", "86", "TWSTRS total must be from 0 to 85"),
        ("", "5", "Choose the measure"),
    ] {
        let page = total(&ada, &case, &[("scale", scale), ("value", value)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text(".nhsuk-error-summary").contains(words), "{words}");
    }
    let recorded = app.count_where("referral_events", "kind = 'record_measure'");
    assert_eq!(recorded.await, 0);
    let page = total(&ada, &case, &[("scale", "twstrs"), ("value", "85")]).await;
    assert!(page.text("[data-measures]").contains("TWSTRS total"));
    app.stop().await;
}

#[tokio::test]
async fn clinicians_alone_measure() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    for (name, role) in [
        ("Ben Ortiz", Role::Coordinator),
        ("Lea Novak", Role::Lead),
        ("Ira Keys", Role::Admin),
        ("Rae Counts", Role::Reporting),
    ] {
        let (_, browser) = signed_in(&app, name, role).await;
        let mut fields = browser
            .get("/admissions/account")
            .await
            .form_to("/admissions/account/password")
            .fields;
        fields.push(("version".to_owned(), "1".to_owned()));
        for verb in ["measure", "measure-rcs"] {
            let path = format!("{case}/{verb}");
            assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
            let page = browser.post(&path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {role:?}");
        }
        if role != Role::Reporting {
            let links = browser.get(&case).await.attributes("main a", "href");
            assert!(!links.iter().any(|href| href.contains("/measure")));
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn measures_never_reach_the_practice() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    rcs(&ada, &case, &[]).await;
    let page = total(&ada, &case, &[("scale", "twstrs"), ("value", "47")]).await;
    assert!(page.text("[data-measures]").contains("47"));
    let theirs = format!("/refer/referrals/{reference}");
    for page in ["", "/summary", "/text", "/message", "/amend"] {
        let page = anna.browser.get(&format!("{theirs}{page}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text("main");
        for word in ["RCS-E", "TWSTRS", "47", "Measure"] {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
    app.stop().await;
}
