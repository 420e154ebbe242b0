//! The waiting list: its order, what is missing, moves, and who sees it.

use domain::people::Reference;
use domain::referral::casework::{Payer, Priority};
use domain::referral::{Action, Refusal, StateCode};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::referrals::ActError;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use reqwest::StatusCode;

use super::stages::{act, case_in, day, paid_by};
use super::team::{self, conn, looks, signed_in};
use crate::harness::app::TestApp;

const PATH: &str = "/admissions/waiting-list";

async fn order(app: &TestApp) -> Vec<Reference> {
    let mut conn = conn(app).await;
    let entries = inpatient_referral::store::waiting_list::all(&mut conn, &app.app.keyring).await;
    entries
        .unwrap()
        .iter()
        .map(|entry| entry.reference)
        .collect()
}

fn to(place: u32) -> Action {
    Action::MoveOnList {
        place,
        reason: "Said so".to_owned(),
    }
}

#[tokio::test]
async fn many_moves_leave_the_list_as_a_plain_list_would_be() {
    let app = team::start().await;
    let mut model = Vec::new();
    for number in 0..5 {
        model.push(
            case_in(
                &app,
                &format!("Person Number{number}"),
                StateCode::WaitingForBed,
            )
            .await,
        );
    }
    assert_eq!(order(&app).await, model, "who comes last stands last");
    let mut runner = TestRunner::deterministic();
    let random = prop::collection::vec((0usize..5, 1u32..8), 40);
    let moves = random.new_tree(&mut runner).unwrap().current();
    // Between the first two again and again, until there is no room left and places are written anew.
    let halving = (0..30).map(|_| (4, 2));
    for (which, place) in moves.into_iter().chain(halving) {
        let who = model.remove(which);
        let at = (place as usize - 1).min(model.len());
        model.insert(at, who);
        act(&app, who, to(place)).await.unwrap();
        assert_eq!(order(&app).await, model);
    }
    app.stop().await;
}

#[tokio::test]
async fn of_two_moves_at_once_none_is_lost() {
    let app = team::start().await;
    let mut all = Vec::new();
    for number in 0..4 {
        all.push(
            case_in(
                &app,
                &format!("Person Number{number}"),
                StateCode::WaitingForBed,
            )
            .await,
        );
    }
    let (one, other) = tokio::join!(act(&app, all[2], to(1)), act(&app, all[3], to(1)));
    one.unwrap();
    other.unwrap();
    let now = order(&app).await;
    let first: Vec<Reference> = now[..2].to_vec();
    assert!(
        first.contains(&all[2]) && first.contains(&all[3]),
        "{now:?}"
    );
    assert_eq!(now[2..], all[..2]);
    app.stop().await;
}

#[tokio::test]
async fn the_list_says_who_waits_how_long_and_what_is_missing() {
    let app = team::start().await;
    let first = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    app.clock.advance(chrono::TimeDelta::days(3));
    let second = case_in(&app, "Ada Lovelace", StateCode::WaitingForBed).await;
    let urgent = Action::SetPriority {
        priority: Priority::Urgent,
        reason: "Pain".to_owned(),
    };
    act(&app, second, urgent).await.unwrap();
    act(&app, second, paid_by(Payer::Nhs)).await.unwrap();
    let hold = Action::Hold {
        reason: "On holiday".to_owned(),
        review: None,
    };
    act(&app, first, hold).await.unwrap();
    let (member, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = browser.get(PATH).await;
    assert_eq!(
        looks(&mut *conn(&app).await, member.id, "listed").await,
        2,
        "dashboard and list"
    );
    let rows = page.texts("tr[data-reference]");
    assert!(
        rows[0].contains("Grace Hopper")
            && rows[0].contains("3 days")
            && rows[0].contains("On hold")
    );
    assert!(
        rows[0].contains("Priority by a clinician") && rows[0].contains("The funding checklist")
    );
    assert!(rows[1].contains("Urgent") && rows[1].contains("behind 1 less urgent"));
    assert!(rows[1].contains("Written authorisation received") && rows[1].contains("Since today"));
    assert!(
        page.text("main")
            .contains("1 person is more urgent than somebody who stands before them")
    );
    let form = browser
        .get(&format!("/admissions/referrals/{second}/move-on-list"))
        .await;
    assert!(form.text("main").contains("place 2 of 2"));
    let odd = browser.answer(&form, &[("place", "3")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    let moved = [("place", "1"), ("reason", "She cannot eat for pain")];
    browser.answer(&odd, &moved).await;
    let page = browser.get(PATH).await;
    let rows = page.texts("tr[data-reference]");
    assert!(
        rows[0].contains("Ada Lovelace") && rows[0].contains("She cannot eat for pain"),
        "{rows:?}"
    );
    assert!(!page.text("main").contains("more urgent than"));
    app.stop().await;
}

#[tokio::test]
async fn whose_booking_falls_through_has_waited_all_along() {
    let app = team::start().await;
    let first = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    app.clock.advance(chrono::TimeDelta::days(5));
    let second = case_in(&app, "Ada Lovelace", StateCode::WaitingForBed).await;
    let book = Action::BookAdmission {
        on: day(3, 1),
        bed: None,
    };
    act(&app, first, book).await.unwrap();
    assert_eq!(order(&app).await, [second]);
    let cancel = Action::CancelBooking {
        reason: "Fever".to_owned(),
    };
    act(&app, first, cancel).await.unwrap();
    assert_eq!(order(&app).await, [second, first]);
    let mut conn = conn(&app).await;
    let entries = inpatient_referral::store::waiting_list::all(&mut conn, &app.app.keyring).await;
    let since = entries.unwrap()[1].joined_at;
    drop(conn);
    assert_eq!((app.now() - since).num_days(), 5);
    let refused = act(
        &app,
        case_in(&app, "Amy Noether", StateCode::Funding).await,
        to(1),
    )
    .await;
    assert!(matches!(
        refused,
        Err(ActError::Refused(Refusal::WrongState(StateCode::Funding)))
    ));
    app.stop().await;
}

#[tokio::test]
async fn staff_who_see_people_see_it_and_reporting_does_not() {
    let app = team::start().await;
    let reference = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    let roles = [
        (Role::Coordinator, StatusCode::OK, true),
        (Role::Clinician, StatusCode::OK, false),
        (Role::Lead, StatusCode::OK, true),
        (Role::Admin, StatusCode::OK, false),
        (Role::Reporting, StatusCode::FORBIDDEN, false),
    ];
    for (role, status, moves) in roles {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        let page = browser.get(PATH).await;
        assert_eq!(page.status, status, "{role:?}");
        assert_eq!(
            page.html.contains("Hopper"),
            status == StatusCode::OK,
            "{role:?}"
        );
        let link = format!("/admissions/referrals/{reference}/move-on-list");
        assert_eq!(page.html.contains(&link), moves, "{role:?}");
        let home = browser.get("/admissions").await;
        let links = home.attributes("header nav a", "href");
        assert_eq!(
            links.contains(&PATH.to_owned()),
            status == StatusCode::OK,
            "{role:?}"
        );
        assert_eq!(
            links.contains(&"/admissions/beds".to_owned()),
            status == StatusCode::OK
        );
    }
    app.stop().await;
}
