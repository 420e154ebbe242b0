//! Leaving the hospital: earlier or later than was planned, and what the bed, the picture and the statistics make of it.

use chrono::NaiveDate;
use domain::people::Reference;
use domain::referral::{Action, Refusal, StateCode};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::referrals::ActError;
use inpatient_referral::store::{outbox, statistics};
use reqwest::StatusCode;
use uuid::Uuid;

use super::stages::{act, booking, case_in, day, open, parts, unit};
use super::team::{self, conn, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

const WHO: [(&str, Role); 5] = [
    ("Ben Ortiz", Role::Coordinator),
    ("Cleo Marsh", Role::Clinician),
    ("Lea Novak", Role::Lead),
    ("Ira Keys", Role::Admin),
    ("Rae Counts", Role::Reporting),
];

/// Somebody who came on 10 January, to a bed that is planned for them until 3 March. Today is 15 January.
async fn admitted(app: &TestApp, bed: Uuid, until: NaiveDate) -> Reference {
    let case = case_in(app, "Grace Hopper", StateCode::WaitingForBed).await;
    act(app, case, booking(bed, day(1, 10), until))
        .await
        .unwrap();
    act(app, case, Action::Admit { on: day(1, 10) })
        .await
        .unwrap();
    case
}

fn path(reference: Reference, code: &str) -> String {
    format!("/admissions/referrals/{reference}/{code}")
}

/// Sends a form with one day.
async fn give(browser: &Browser, path: &str, name: &str, on: NaiveDate) -> Page {
    let form = browser.get(path).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text("main"));
    let values = parts(name, on);
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    browser.answer(&form, &values).await
}

async fn stays(app: &TestApp, condition: &str) -> i64 {
    app.count_where("stays", condition).await
}

/// Nights that beds were taken in January and February.
async fn nights(app: &TestApp) -> u64 {
    let slice = statistics::Slice {
        from: day(1, 1),
        to: day(2, 28),
        source: None,
    };
    let weeks = statistics::occupancy(&mut *conn(app).await, &slice).await;
    weeks.unwrap().iter().map(|week| week.taken).sum()
}

#[tokio::test]
async fn who_leaves_earlier_frees_the_bed_from_that_day_on_everywhere() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = admitted(&app, beds[0], day(3, 3)).await;
    assert_eq!(nights(&app).await, 22 + 28);
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = ben.get(&format!("/admissions/referrals/{case}")).await;
    assert!(
        page.text("[data-progress]")
            .contains("Planned day of discharge: 3 March 2031")
    );
    assert_eq!(
        ben.get(&path(case, "discharge"))
            .await
            .form()
            .value("on.day"),
        Some("15")
    );
    let page = give(&ben, &path(case, "discharge"), "on", day(1, 14)).await;
    assert_eq!(
        page.path,
        format!("/admissions/referrals/{case}?done=discharge")
    );
    assert!(page.text("[data-done]").contains("Discharge recorded"));
    assert!(
        page.text(".app-timeline")
            .contains("Discharged on 14 January 2031")
    );
    assert!(
        page.text(".app-tags")
            .contains("Admitted, discharged on 14 January 2031")
    );
    assert!(!page.text("[data-progress]").contains("Planned day"));
    assert_eq!(
        stays(&app, "until_day = '2031-01-14' AND left_on = '2031-01-14'").await,
        1
    );
    assert_eq!(nights(&app).await, 4);
    let page = ben.get("/admissions/beds?month=2031-01").await;
    assert!(
        page.text("tr[data-bed] td[colspan]")
            .contains("10 January 2031 to 14 January 2031")
    );
    // Somebody else comes on the very day.
    let other = case_in(&app, "Ada Lovelace", StateCode::WaitingForBed).await;
    act(&app, other, booking(beds[0], day(1, 15), day(2, 1)))
        .await
        .unwrap();
    let audited = "action = 'referral.discharge'";
    assert_eq!(app.count_where("audit_log", audited).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_day_of_leaving_is_between_the_admission_and_today() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = admitted(&app, beds[0], day(3, 3)).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    for (on, words) in [
        (day(1, 9), "The person came on 10 January 2031"),
        (day(1, 16), "today’s date or an earlier one"),
    ] {
        let page = give(&ben, &path(case, "discharge"), "on", on).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text(".nhsuk-error-summary").contains(words),
            "{}",
            page.text("main")
        );
    }
    let page = give(&ben, &path(case, "plan-discharge"), "until", day(1, 14)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(stays(&app, "until_day = '2031-03-03'").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn who_stays_longer_keeps_the_bed_unless_it_is_kept_for_somebody_else() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = admitted(&app, beds[0], day(2, 1)).await;
    let next = case_in(&app, "Ada Lovelace", StateCode::WaitingForBed).await;
    act(&app, next, booking(beds[0], day(2, 10), day(3, 1)))
        .await
        .unwrap();
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = give(&ben, &path(case, "plan-discharge"), "until", day(2, 11)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why = format!(
        "Garden unit, Bed 1 is not free until then: kept for {next}, 10 February 2031 to 1 March 2031"
    );
    assert!(page.text(".nhsuk-error-summary").contains(&why));
    assert_eq!(
        page.form().value("until.day"),
        Some("11"),
        "what was typed is there"
    );
    let page = give(&ben, &path(case, "plan-discharge"), "until", day(2, 10)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    assert!(
        page.text(".app-timeline")
            .contains("Planned day of discharge: 10 February 2031")
    );
    assert_eq!(
        stays(&app, "until_day = '2031-02-10' AND left_on IS NULL").await,
        1
    );
    // Who loses by a moment is told too, and nothing is changed.
    let until = day(2, 12);
    let lost = act(&app, case, Action::PlanDischarge { until }).await;
    assert!(
        matches!(lost, Err(ActError::Refused(Refusal::BedTaken))),
        "{lost:?}"
    );
    assert_eq!(stays(&app, "until_day = '2031-02-10'").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn who_should_have_left_is_shown_until_somebody_says_what_happened() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1", "Bed 2"]).await;
    let case = admitted(&app, beds[0], day(1, 13)).await;
    let right = admitted(&app, beds[1], day(1, 16)).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = ben.get("/admissions/beds").await;
    assert_eq!(page.texts("[data-overstays] a"), [case.to_string()]);
    let page = ben.get(&format!("/admissions/referrals/{case}")).await;
    assert!(
        page.text("[data-progress]")
            .contains("Record the discharge, or change the day")
    );
    let page = ben.get(&format!("/admissions/referrals/{right}")).await;
    assert!(
        !page
            .text("[data-progress]")
            .contains("Record the discharge")
    );
    let page = give(&ben, &path(case, "discharge"), "on", day(1, 15)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        stays(&app, "until_day = '2031-01-15'").await,
        1,
        "two nights longer"
    );
    assert!(!ben.get("/admissions/beds").await.has("[data-overstays]"));
    app.stop().await;
}

#[tokio::test]
async fn a_discharge_by_mistake_is_taken_back_and_one_on_the_day_of_admission_frees_the_bed() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = admitted(&app, beds[0], day(3, 3)).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = give(&ben, &path(case, "discharge"), "on", day(1, 10)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(app.count("stays").await, 0);
    let form = ben.get(&path(case, "discharge")).await;
    assert!(
        form.text("main")
            .contains("It was recorded that the person left on 10 January 2031")
    );
    let form = ben.get(&path(case, "plan-discharge")).await;
    assert!(
        form.text("main")
            .contains("That is taken back: the person is in.")
    );
    give(&ben, &path(case, "plan-discharge"), "until", day(2, 1)).await;
    let kept = "from_day = '2031-01-10' AND until_day = '2031-02-01' AND left_on IS NULL";
    assert_eq!(stays(&app, kept).await, 1);
    assert_eq!(
        open(&app, case).await.referral.state().code(),
        StateCode::Admitted
    );
    app.stop().await;
}

#[tokio::test]
async fn without_a_bed_no_day_is_planned_and_the_discharge_is_recorded_all_the_same() {
    let app = team::start().await;
    let case = case_in(&app, "Grace Hopper", StateCode::Admitted).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = ben.get(&path(case, "plan-discharge")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text("main").contains("No bed is kept for this person"));
    let page = give(&ben, &path(case, "discharge"), "on", day(1, 15)).await;
    assert!(
        page.text(".app-timeline")
            .contains("Discharged on 15 January 2031")
    );
    app.stop().await;
}

#[tokio::test]
async fn coordinators_and_leads_say_who_left_and_nobody_else() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = admitted(&app, beds[0], day(3, 3)).await;
    let before = open(&app, case).await.referral.version();
    for (name, role) in WHO {
        let (_, browser) = signed_in(&app, name, role).await;
        let may = [Role::Coordinator, Role::Lead].contains(&role);
        for code in ["discharge", "plan-discharge"] {
            let page = browser.get(&path(case, code)).await;
            assert_eq!(page.status == StatusCode::OK, may, "{code} {role:?}");
            let shown = browser.get(&format!("/admissions/referrals/{case}")).await;
            let link = format!("{}\"", path(case, code));
            assert_eq!(shown.html.contains(&link), may, "{code} {role:?}");
            if !may {
                let account = browser.get("/admissions/account").await;
                let mut fields = account.form_to("/admissions/account/password").fields;
                fields.push(("version".to_owned(), before.to_string()));
                let page = browser.post(&path(case, code), &fields).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{code} {role:?}");
            }
        }
    }
    assert_eq!(open(&app, case).await.referral.version(), before);
    app.stop().await;
}

#[tokio::test]
async fn the_practice_hears_of_it_and_sees_the_day() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let case = sent(&app, &anna, "Grace Hopper").await;
    let steps = [
        Action::StartTriage,
        super::steps::offer(),
        Action::SendToMdt { meeting: None },
        Action::Accept { meeting: None },
        Action::ConfirmFunding,
        Action::BookAdmission {
            on: day(1, 10),
            bed: None,
        },
        Action::Admit { on: day(1, 10) },
    ];
    for step in steps {
        act(&app, case, step).await.unwrap();
    }
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    give(&ben, &path(case, "discharge"), "on", day(1, 14)).await;
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 1).await;
    let mail = &mail.unwrap()[0].message;
    assert_eq!(mail.to, anna.email);
    assert!(mail.text.contains(&case.to_string()) && !mail.text.contains("Hopper"));
    let page = anna.browser.get(&format!("/refer/referrals/{case}")).await;
    let text = page.text("main");
    assert!(
        text.contains("Admitted, discharged on 14 January 2031"),
        "{text}"
    );
    assert!(text.contains("Discharged on 14 January 2031"));
    app.stop().await;
}
