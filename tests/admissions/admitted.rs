//! An admission that was noted: on a day that can be, and undone where it was a mistake.

use domain::people::Reference;
use domain::referral::{Action, StateCode};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::stages::{act, booking, case_in, day, parts, stored_state, unit};
use super::team::{self, signed_in};
use crate::harness::app::TestApp;

/// Somebody in a bed of the garden unit from 15 January until a day of January.
async fn admitted(app: &TestApp, until: u32) -> Reference {
    let reference = case_in(app, "Grace Hopper", StateCode::WaitingForBed).await;
    let (_, beds) = unit(app, "Garden unit", &["Bed 1"]).await;
    let book = booking(beds[0], day(1, 15), day(1, until));
    act(app, reference, book).await.unwrap();
    act(app, reference, Action::Admit { on: day(1, 15) })
        .await
        .unwrap();
    reference
}

#[tokio::test]
async fn an_admission_by_mistake_is_undone_with_a_reason_and_the_bed_is_kept() {
    let app = team::start().await;
    let reference = admitted(&app, 29).await;
    let path = format!("/admissions/referrals/{reference}/reopen");
    for (name, role) in [("Ben Ortiz", Role::Coordinator), ("Ira Keys", Role::Admin)] {
        let (_, browser) = signed_in(&app, name, role).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
    }
    let (_, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let form = lea.get(&path).await;
    let text = form.text("main");
    assert!(
        text.contains("The admission is booked again for 15 January 2031"),
        "{text}"
    );
    let page = lea.answer(&form, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = lea.answer(&form, &[("reason", "Another Grace")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text(".app-timeline")
            .contains("Not admitted after all, booked again for 15 January 2031: Another Grace")
    );
    let stands = "state = 'admission_booked' AND closed_at IS NULL AND due_on = '2031-01-15' AND due_for = 'admission'";
    assert_eq!(app.count_where("referrals", stands).await, 1);
    let kept = "from_day = '2031-01-15' AND until_day = '2031-01-29'";
    assert_eq!(app.count_where("stays", kept).await, 1);
    assert_eq!(app.count("waiting_list").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn where_the_bed_is_not_free_any_more_the_person_waits_for_another_one() {
    let app = team::start().await;
    let reference = admitted(&app, 17).await;
    app.clock.advance(chrono::TimeDelta::days(3));
    let (_, lea) = signed_in(&app, "Lea Novak", Role::Clinician).await;
    let form = lea
        .get(&format!("/admissions/referrals/{reference}/reopen"))
        .await;
    assert!(form.text("main").contains("is not free any more"));
    let page = lea.answer(&form, &[("reason", "Another Grace")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        stored_state(&app, reference).await,
        StateCode::WaitingForBed
    );
    assert_eq!(app.count("stays").await, 0);
    let joined = "joined_at < '2031-01-16'";
    assert_eq!(
        app.count_where("waiting_list", joined).await,
        1,
        "the wait counts from its beginning"
    );
    app.stop().await;
}

#[tokio::test]
async fn nobody_comes_before_the_referral() {
    let app = team::start().await;
    let reference = case_in(&app, "Grace Hopper", StateCode::AdmissionBooked).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = ben
        .get(&format!("/admissions/referrals/{reference}/admit"))
        .await;
    let before = form.form().with(
        &parts("on", day(1, 14))
            .each_ref()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let page = ben.send(&before).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = page.text(".nhsuk-error-summary");
    assert!(told.contains("received on 15 January 2031"), "{told}");
    assert_eq!(
        stored_state(&app, reference).await,
        StateCode::AdmissionBooked
    );
    app.stop().await;
}
