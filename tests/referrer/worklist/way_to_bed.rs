//! What a referrer reads of the way to a bed: day, time and place, and nothing that is the hospital's own.

use chrono::NaiveTime;
use domain::referral::Action;
use domain::referral::casework::{Appointment, Funding, Meeting, Outcome, Payer, Priority, Way};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::{hospital, sent};
use crate::admissions::stages::{booking, day, unit};
use crate::admissions::steps::agree;
use crate::admissions::team::{signed_in, start};
use crate::referrer::practice::{practice, referrer};

#[tokio::test]
async fn a_referrer_reads_when_and_where_and_nothing_internal() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let appointment = Appointment {
        time: NaiveTime::from_hms_opt(14, 30, 0).unwrap(),
        way: Way::Video,
        place: Some("The link is in the invitation".to_owned()),
        with: "Secret assessor".to_owned(),
    };
    let meeting = Meeting {
        on: day(1, 14),
        present: "Secret names".to_owned(),
        rationale: "Secret rationale".to_owned(),
    };
    let funding = Funding {
        payer: Payer::Insurer,
        authorisation: Some("Secret number".to_owned()),
        done: Vec::new(),
    };
    let secret = || "Secret reason".to_owned();
    for action in [
        Action::StartTriage,
        agree(),
        Action::SetPriority {
            priority: Priority::Soon,
            reason: secret(),
        },
        Action::OfferAssessment {
            on: Some(day(7, 2)),
            appointment: Some(appointment),
        },
        Action::RecordAssessment {
            on: day(1, 14),
            outcome: Outcome::Suitable,
            findings: "Secret findings".to_owned(),
        },
        Action::SendToMdt { meeting: None },
        Action::TurnDown {
            meeting: meeting.clone(),
        },
        Action::Accept {
            meeting: Some(meeting),
        },
        Action::SetFunding { funding },
        Action::ConfirmFunding,
        Action::MoveOnList {
            place: 1,
            reason: secret(),
        },
        booking(beds[0], day(2, 3), day(3, 3)),
    ] {
        hospital(&app, reference, action).await;
    }
    let path = format!("/refer/referrals/{reference}");
    let page = anna.browser.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    let main = page.text("main");
    for words in [
        "Assessment on 2 July 2031 at 2:30pm",
        "Video call: The link is in the invitation",
        "Assessed",
        "With the multidisciplinary team for a decision",
        "Accepted by the team, funding to be arranged",
        "Funding confirmed, waiting for a bed",
        "Admission booked for 3 February 2031",
        "Admission on 3 February 2031",
    ] {
        assert!(main.contains(words), "{words} in {main}");
    }
    for own in [
        "Secret",
        "did not accept",
        "waiting list",
        "Insurer",
        "A bed",
    ] {
        assert!(!page.html.contains(own), "{own} in {main}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_yes_of_the_team_is_told_by_mail_and_a_no_is_not() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let (_, cleo) = signed_in(&app, "Cleo Marsh", Role::Clinician).await;
    for (outcome, told) in [("not_accept", 0), ("accept", 1)] {
        let reference = sent(&app, &anna, "Grace Hopper").await;
        let offer = Action::OfferAssessment {
            on: None,
            appointment: None,
        };
        for action in [
            Action::StartTriage,
            agree(),
            offer,
            Action::SendToMdt { meeting: None },
        ] {
            hospital(&app, reference, action).await;
        }
        let form = cleo
            .get(&format!("/admissions/referrals/{reference}/record-meeting"))
            .await;
        let said = [
            ("outcome", outcome),
            ("present", "Everybody"),
            ("rationale", "So it is"),
        ];
        cleo.answer(&form, &said).await;
        assert_eq!(
            app.count_where("outbox", "kind = 'decision'").await,
            told,
            "{outcome}"
        );
    }
    app.stop().await;
}
