//! The appointment of an assessment: agreed, changed, taken into a calendar, and what the referrer reads of it.

use chrono::NaiveTime;
use domain::referral::casework::{Appointment, Way};
use domain::referral::{Action, StateCode};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::stages::{act, case_in, day, open};
use super::team::{self, conn, looks, signed_in};

const AGREED: [(&str, &str); 8] = [
    ("arranged", "agreed"),
    ("on.day", "2"),
    ("on.month", "7"),
    ("on.year", "2031"),
    ("time", "14:30"),
    ("way", "video"),
    ("place", "Room 2; first floor, past the café"),
    ("with", "Dr Okafor"),
];

/// The properties of a calendar file, unfolded (RFC 5545 §3.1).
fn properties(file: &str) -> Vec<(String, String)> {
    assert!(file.ends_with("\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']));
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    let whole = file.replace("\r\n ", "");
    let lines = whole.split("\r\n").filter(|line| !line.is_empty());
    let pair = |line: &str| {
        let (name, value) = line.split_once(':').expect(line);
        (name.to_owned(), value.to_owned())
    };
    lines.map(pair).collect()
}

fn value<'a>(properties: &'a [(String, String)], name: &str) -> &'a str {
    let found = properties.iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value)
}

#[tokio::test]
async fn an_appointment_is_agreed_changed_and_taken_back_and_the_calendar_follows() {
    let app = team::start().await;
    let (ben_id, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::InTriage).await;
    let case = format!("/admissions/referrals/{reference}");
    let (path, calendar) = (
        format!("{case}/offer-assessment"),
        format!("{case}/assessment.ics"),
    );
    assert_eq!(ben.get(&calendar).await.status, StatusCode::NOT_FOUND);
    let page = ben.get(&path).await;
    let page = ben.answer(&page, &AGREED).await;
    let offered = "Assessment offered for 2 July 2031 at 2:30pm. Video call: Room 2; first floor, past the café. With Dr Okafor";
    assert!(
        page.text(".app-timeline").contains(offered),
        "{}",
        page.text(".app-timeline")
    );
    let before = looks(&mut *conn(&app).await, ben_id.id, "opened").await;
    let file = ben.get(&calendar).await;
    assert_eq!(
        looks(&mut *conn(&app).await, ben_id.id, "opened").await,
        before + 1
    );
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(
        file.headers["content-disposition"],
        format!("attachment; filename=\"referral-{reference}.ics\"").as_str()
    );
    let first = properties(&file.html);
    assert_eq!(first[0], ("BEGIN".to_owned(), "VCALENDAR".to_owned()));
    assert_eq!(value(&first, "VERSION"), "2.0");
    assert_eq!(value(&first, "DTSTART"), "20310702T133000Z", "summer time");
    assert_eq!(value(&first, "DTEND"), "20310702T143000Z");
    assert_eq!(
        value(&first, "DTSTAMP"),
        app.now().format("%Y%m%dT%H%M%SZ").to_string()
    );
    assert_eq!(
        value(&first, "SUMMARY"),
        format!("Appointment: referral {reference}")
    );
    assert_eq!(
        value(&first, "LOCATION"),
        "Room 2\\; first floor\\, past the café"
    );
    for private in ["Hopper", "dystonia", "Okafor"] {
        assert!(!file.html.contains(private), "{private}");
    }
    let form = ben.get(&path).await;
    assert_eq!(form.form().value("time"), Some("14:30"));
    ben.answer(&form, &[("time", "9.15")]).await;
    let second = properties(&ben.get(&calendar).await.html);
    assert_eq!(value(&second, "DTSTART"), "20310702T081500Z");
    assert_eq!(value(&first, "UID"), value(&second, "UID"));
    let sequence = |of: &[(String, String)]| value(of, "SEQUENCE").parse::<i32>().unwrap();
    assert!(sequence(&second) > sequence(&first));
    let form = ben.get(&path).await;
    ben.answer(&form, &[("arranged", "later")]).await;
    assert_eq!(ben.get(&calendar).await.status, StatusCode::NOT_FOUND);
    app.stop().await;
}

#[tokio::test]
async fn an_agreed_day_needs_time_way_and_who() {
    let app = team::start().await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::InTriage).await;
    let page = ben
        .get(&format!(
            "/admissions/referrals/{reference}/offer-assessment"
        ))
        .await;
    let page = ben
        .answer(&page, &[("arranged", "agreed"), ("place", "Room 2")])
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#on.day", "#time", "#way", "#with"]
    );
    assert_eq!(page.form().value("place"), Some("Room 2"));
    assert_eq!(
        open(&app, reference).await.referral.state().code(),
        StateCode::InTriage
    );
    app.stop().await;
}

#[tokio::test]
async fn reporting_gets_no_calendar() {
    let app = team::start().await;
    let reference = case_in(&app, "Grace Hopper", StateCode::InTriage).await;
    let appointment = Appointment {
        time: NaiveTime::from_hms_opt(9, 0, 0).unwrap(),
        way: Way::Phone,
        place: None,
        with: "Dr Okafor".to_owned(),
    };
    let offer = Action::OfferAssessment {
        on: Some(day(2, 3)),
        appointment: Some(appointment),
    };
    act(&app, reference, offer).await.unwrap();
    let path = format!("/admissions/referrals/{reference}/assessment.ics");
    for (role, status) in [
        (Role::Reporting, StatusCode::FORBIDDEN),
        (Role::Admin, StatusCode::OK),
        (Role::Clinician, StatusCode::OK),
    ] {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        assert_eq!(browser.get(&path).await.status, status, "{role:?}");
    }
    assert_ne!(
        app.browser()
            .get(&path)
            .await
            .headers
            .get("content-type")
            .map(|kind| kind.to_str().unwrap()),
        Some("text/calendar; charset=utf-8")
    );
    app.stop().await;
}
