use domain::referral::Action;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use serde_json::json;

use super::steps::take;
use super::team::{self, Sender, conn, four_signs, looks, refer, sender, signed_in};
use crate::harness::http::{FilledForm, Page};

const SIGNS: [&str; 4] = [
    "daily_life",
    "treatment_relief",
    "secondary_symptoms",
    "coordinated_input",
];

/// The form with the same opinion of every sign.
fn all(page: &Page, opinion: &str) -> FilledForm {
    let names = page.attributes("main input[type=radio][value=agree]", "name");
    assert_eq!(names.len(), 4);
    names
        .iter()
        .fold(page.form(), |form, name| form.with(&[(name, opinion)]))
}

/// The sign of the first question.
fn first(page: &Page) -> String {
    let names = page.attributes("main input[type=radio][value=agree]", "name");
    names[0].strip_prefix("opinion.").unwrap().to_owned()
}

#[tokio::test]
async fn a_clinician_sees_each_sign_with_its_rule_and_answers_and_says_what_they_think() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let path = format!("/admissions/referrals/{reference}/assess-signs");
    let page = browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.attributes("[data-sign]", "data-result"), ["met"; 4]);
    assert_eq!(page.texts(".app-sign__sentence").len(), 4);
    assert!(page.texts(".app-sign__answers dd").len() >= 4);
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "opened").await, 1);
    let sign = first(&page);
    let form = all(&page, "agree").with(&[(&format!("opinion.{sign}"), "disagree")]);
    let refused = browser.send(&form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.attributes(".nhsuk-error-summary a", "href"),
        [format!("#reason.{sign}")]
    );
    let reason = "In clinic she drives and works";
    let form = form.with(&[
        (&format!("reason.{sign}"), reason),
        ("summary", "Three fit"),
    ]);
    let done = browser.send(&form).await;
    assert_eq!(done.status, StatusCode::OK);
    let told = done.text(".app-timeline__what");
    assert_eq!(told, "Signs assessed: agreed (3), disagreed (1). Three fit");
    let rows = "verdict = 'met' AND opinion = 'disagree'";
    assert_eq!(app.count_where("sign_opinions", rows).await, 1);
    assert_eq!(app.count("sign_opinions").await, 4);
    app.stop().await;
}

#[tokio::test]
async fn no_assessment_is_arranged_before_a_clinician_has_said_what_they_think() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, clinician) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let case = format!("/admissions/referrals/{reference}");
    let (offer, assess) = (
        format!("{case}/offer-assessment"),
        format!("{case}/assess-signs"),
    );
    let page = ben.get(&case).await;
    let why = "No clinician has said yet what they think of the signs";
    assert!(page.text("main").contains(why) && !page.html.contains(&offer));
    let refused = ben.get(&offer).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("main").contains(why));
    assert_eq!(
        app.count_where("referrals", "triaged_at IS NULL").await,
        1,
        "the target is not met"
    );
    let form = clinician.get(&assess).await;
    clinician.send(&all(&form, "agree")).await;
    assert!(!ben.get(&case).await.text("main").contains(why));
    let form = ben.get(&offer).await;
    let page = ben.answer(&form, &[("arranged", "later")]).await;
    assert_eq!(page.status, StatusCode::OK);
    let form = clinician.get(&assess).await;
    let page = clinician.send(&all(&form, "cannot_tell")).await;
    assert_eq!(
        page.path,
        format!("{case}?done=assess-signs"),
        "and again while the person is assessed"
    );
    assert_eq!(app.count("sign_opinions").await, 8);
    app.stop().await;
}

#[tokio::test]
async fn an_assessment_can_be_given_again_and_the_first_stays_in_the_timeline() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let case = format!("/admissions/referrals/{reference}");
    let path = format!("{case}/assess-signs");
    let page = browser.get(&path).await;
    browser.send(&all(&page, "cannot_tell")).await;
    let mine = browser.get(&path).await;
    let sign = first(&mine);
    let kept = mine.form();
    assert_eq!(
        kept.value(&format!("opinion.{sign}")),
        Some("cannot_tell"),
        "one's own last opinion stands in the form"
    );
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let theirs = ben.get(&path).await;
    assert_eq!(theirs.form().value(&format!("opinion.{sign}")), None);
    ben.send(&all(&theirs, "agree")).await;
    assert_eq!(app.count("sign_opinions").await, 8);
    let told = browser.get(&case).await.texts(".app-timeline__what");
    assert_eq!(told[0], "Signs assessed: agreed (4).");
    assert_eq!(told[1], "Signs assessed: cannot tell (4).");
    let record = ben.get(&format!("{case}/decline")).await;
    let record = record.text("main");
    assert!(record.contains("Ben Ortiz") && !record.contains("Ada Okafor"));
    app.stop().await;
}

#[tokio::test]
async fn where_no_sign_was_worked_out_the_clinician_still_gives_opinions() {
    let app = team::start().await;
    let mut answers = four_signs();
    answers["date_of_birth"] = json!("2016-03-14");
    let young = Sender {
        answers,
        ..sender("Grace Hopper")
    };
    let reference = refer(&app, young).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let path = format!("/admissions/referrals/{reference}/assess-signs");
    let page = browser.get(&path).await;
    assert!(page.text("main").contains("did not work this sign out"));
    let form = all(&page, "agree");
    let form = SIGNS.iter().fold(form, |form, sign| {
        assert!(form.value(&format!("opinion.{sign}")).is_some(), "{sign}");
        form
    });
    assert_eq!(browser.send(&form).await.status, StatusCode::OK);
    let none = app.count_where("sign_opinions", "verdict IS NULL").await;
    assert_eq!(none, 4);
    app.stop().await;
}

#[tokio::test]
async fn every_sign_is_asked_about() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    take(&app, reference, ada.id, vec![Action::StartTriage]).await;
    let path = format!("/admissions/referrals/{reference}/assess-signs");
    let page = browser.get(&path).await;
    let page = browser.answer(&page, &[("summary", "Kept as typed")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let faults = page.texts(".nhsuk-error-summary a");
    assert_eq!(faults.len(), 4);
    assert_eq!(
        faults[0],
        "Say what you think of the sign “Your daily life”"
    );
    assert_eq!(page.text("#summary"), "Kept as typed");
    assert_eq!(app.count("sign_opinions").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn a_priority_has_a_reason() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let path = format!("/admissions/referrals/{reference}/set-priority");
    let page = browser.get(&path).await;
    let refused = browser.answer(&page, &[("priority", "urgent")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("priority", "urgent"), ("reason", "Losing weight")];
    let done = browser.answer(&page, &typed).await;
    assert_eq!(
        done.text(".app-timeline__what"),
        "Priority set to urgent: Losing weight"
    );
    let set = app.count_where("referrals", "priority = 'urgent'").await;
    assert_eq!(set, 1);
    let again = browser.get(&path).await;
    assert!(again.text("main").contains("It is urgent now."));
    assert_eq!(again.form().value("priority"), Some("urgent"));
    app.stop().await;
}
