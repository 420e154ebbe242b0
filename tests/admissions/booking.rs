//! Booking a bed: free on all the days or not at all, by one of two who want it, given back when the case goes another way.

use domain::referral::casework::Payer;
use domain::referral::{Action, Refusal, StateCode};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::audit::By;
use inpatient_referral::store::beds::{self, Change, Place};
use inpatient_referral::store::referrals::ActError;
use reqwest::StatusCode;

use super::stages::{act, booking, case_in, closed, day, paid_by, parts, unit};
use super::team::{self, conn, signed_in};
use crate::harness::app::TestApp;

fn is_taken(result: &Result<(), ActError>) -> bool {
    matches!(result, Err(ActError::Refused(Refusal::BedTaken)))
}

async fn waiting(app: &TestApp, name: &str) -> domain::people::Reference {
    case_in(app, name, StateCode::WaitingForBed).await
}

#[tokio::test]
async fn of_two_who_book_the_same_bed_one_is_told_who_has_it() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1", "Bed 2"]).await;
    let cases = [
        waiting(&app, "Grace Hopper").await,
        waiting(&app, "Ada Lovelace").await,
    ];
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let (_, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let path = |at: usize| format!("/admissions/referrals/{}/book", cases[at]);
    let bed = beds[0].to_string();
    let mut values: Vec<(String, String)> = vec![("bed".to_owned(), bed.clone())];
    values.extend(parts("on", day(2, 3)));
    values.extend(parts("until", day(3, 3)));
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let forms = [
        ben.get(&path(0)).await.form(),
        lea.get(&path(1)).await.form(),
    ];
    let forms = forms.map(|form| form.with(&values));
    let (a, b) = tokio::join!(ben.send(&forms[0]), lea.send(&forms[1]));
    let (winner, lost, loser) = if a.status == StatusCode::OK {
        (cases[0], b, &lea)
    } else {
        (cases[1], a, &ben)
    };
    // The other saw the bed as free a moment ago, or read it just after.
    let told = [StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY];
    assert!(told.contains(&lost.status), "{}", lost.status);
    let words = lost.text(".nhsuk-error-summary");
    let expected = format!(
        "Garden unit, Bed 1 is not free: kept for {winner}, 3 February 2031 to 3 March 2031. Free on all those days: Garden unit, Bed 2"
    );
    assert!(words.contains(&expected), "{words}");
    assert_eq!(
        lost.form().value("on.day"),
        Some("3"),
        "what was typed is there"
    );
    assert_eq!(app.count("stays").await, 1);
    let other = beds[1].to_string();
    let page = loser.answer(&lost, &[("bed", &other)]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text(".app-timeline")
            .contains("Admission booked: Garden unit, Bed 2, 3 February 2031 to 3 March 2031")
    );
    app.stop().await;
}

#[tokio::test]
async fn who_is_not_first_by_a_moment_gets_409_with_both_sides() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let (one, other) = (
        waiting(&app, "Grace Hopper").await,
        waiting(&app, "Ada Lovelace").await,
    );
    let bed = beds[0];
    let results = tokio::join!(
        act(&app, one, booking(bed, day(2, 3), day(3, 3))),
        act(&app, other, booking(bed, day(3, 2), day(4, 3)))
    );
    assert!(results.0.is_ok() != results.1.is_ok(), "{results:?}");
    assert!(is_taken(&results.0) || is_taken(&results.1));
    assert_eq!(app.count("stays").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_bed_is_free_on_the_day_of_leaving_and_not_while_it_is_closed() {
    let app = team::start().await;
    let (unit_id, beds) = unit(&app, "Garden unit", &["Bed 1", "Bed 2"]).await;
    let (bed, by) = (beds[0], (By::System, app.now()));
    let one = waiting(&app, "Grace Hopper").await;
    act(&app, one, booking(bed, day(2, 3), day(3, 3)))
        .await
        .unwrap();
    assert_eq!(
        closed(&app, bed, day(3, 2), day(3, 4)).await,
        Change::Kept(vec![one])
    );
    assert_eq!(
        closed(&app, bed, day(3, 10), day(3, 12)).await,
        Change::Done
    );
    let other = waiting(&app, "Ada Lovelace").await;
    for (from, until) in [
        (day(3, 2), day(3, 9)),
        (day(3, 3), day(3, 11)),
        (day(3, 12), day(3, 20)),
    ] {
        let refused = act(&app, other, booking(bed, from, until)).await;
        assert!(is_taken(&refused), "{from} {until}: {refused:?}");
    }
    act(&app, other, booking(bed, day(3, 3), day(3, 10)))
        .await
        .unwrap();
    act(&app, other, booking(bed, day(3, 13), day(3, 20)))
        .await
        .unwrap();
    assert_eq!(
        app.count("stays").await,
        2,
        "a change gives the days before back"
    );
    let mut conn = conn(&app).await;
    let kept = beds::close(&mut conn, Place::Bed(bed), by).await.unwrap();
    assert_eq!(kept, Change::Kept(vec![one, other]));
    beds::close(&mut conn, Place::Bed(beds[1]), by)
        .await
        .unwrap();
    let third = waiting(&app, "Amy Noether").await;
    assert!(is_taken(
        &act(&app, third, booking(beds[1], day(2, 3), day(3, 3))).await
    ));
    beds::reopen(&mut conn, Place::Bed(beds[1]), by)
        .await
        .unwrap();
    act(&app, third, booking(beds[1], day(2, 3), day(3, 3)))
        .await
        .unwrap();
    let kept = beds::close(&mut conn, Place::Unit(unit_id), by)
        .await
        .unwrap();
    assert!(matches!(kept, Change::Kept(cases) if cases.len() == 3));
    drop(conn);
    app.stop().await;
}

#[tokio::test]
async fn a_bed_is_given_back_when_the_case_goes_another_way_and_kept_when_it_does_not() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let book = || booking(beds[0], day(2, 3), day(3, 3));
    let text = || "Told by phone".to_owned();
    let gives_back = [
        Action::CancelBooking { reason: text() },
        Action::Withdraw { reason: None },
        Action::CloseWithoutAdmission { reason: text() },
        Action::BookAdmission {
            on: day(2, 3),
            bed: None,
        },
    ];
    for action in gives_back {
        let case = waiting(&app, "Grace Hopper").await;
        act(&app, case, book()).await.unwrap();
        assert_eq!(app.count("stays").await, 1);
        act(&app, case, action.clone()).await.unwrap();
        assert_eq!(app.count("stays").await, 0, "{action:?}");
    }
    let case = waiting(&app, "Grace Hopper").await;
    act(&app, case, book()).await.unwrap();
    act(&app, case, paid_by(Payer::Nhs)).await.unwrap();
    let hold = Action::Hold {
        reason: text(),
        review: None,
    };
    act(&app, case, hold).await.unwrap();
    assert_eq!(app.count("stays").await, 1, "a pause keeps it");
    act(&app, case, Action::Resume).await.unwrap();
    act(&app, case, Action::Admit { on: day(2, 5) })
        .await
        .unwrap();
    let moved = "from_day = '2031-02-05' AND until_day = '2031-03-03'";
    assert_eq!(
        app.count_where("stays", moved).await,
        1,
        "it begins when the person comes"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_bed_needs_a_day_of_leaving_and_days_that_make_sense() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let reference = waiting(&app, "Grace Hopper").await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = ben
        .get(&format!("/admissions/referrals/{reference}/book"))
        .await;
    let bed = beds[0].to_string();
    let day = |name: &'static str, day, month, year| {
        [
            (format!("{name}.day"), day),
            (format!("{name}.month"), month),
            (format!("{name}.year"), year),
        ]
    };
    for (on, until, fault) in [
        (("1", "2", "2031"), None, "#until.day"),
        (("1", "2", "2031"), Some(("1", "2", "2031")), "#until.day"),
        (("1", "2", "2031"), Some(("1", "3", "2032")), "#until.day"),
        (("14", "1", "2031"), Some(("1", "3", "2031")), "#on.day"),
        (("1", "3", "2032"), Some(("9", "3", "2032")), "#on.day"),
    ] {
        let mut values = vec![("bed".to_owned(), bed.as_str())];
        values.extend(day("on", on.0, on.1, on.2));
        if let Some(until) = until {
            values.extend(day("until", until.0, until.1, until.2));
        }
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (&**name, *value))
            .collect();
        let refused = ben.answer(&page, &values).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{on:?} {until:?}"
        );
        assert_eq!(
            refused.attributes(".nhsuk-error-summary a", "href"),
            [fault],
            "{on:?} {until:?}"
        );
    }
    assert_eq!(app.count("stays").await, 0);
    app.stop().await;
}
