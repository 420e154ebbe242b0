//! Cases at a stage of their way to a bed, and beds to stay in.

use chrono::NaiveDate;
use domain::beds::Days;
use domain::people::Reference;
use domain::referral::casework::{Bed, Payer};
use domain::referral::{Action, Actor, StateCode};
use inpatient_referral::store::audit::By;
use inpatient_referral::store::beds::{self, NewClosure};
use inpatient_referral::store::referrals::{self, ActError};
use uuid::Uuid;

use super::steps::{agree, offer};
use super::team::{conn, refer, sender};
use crate::harness::app::TestApp;

/// A day of a month of the year in which tests live.
pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2031, month, day).unwrap()
}

/// Does something to a case, as the service.
pub async fn act(app: &TestApp, reference: Reference, action: Action) -> Result<(), ActError> {
    let (mut conn, keyring) = (conn(app).await, &app.app.keyring);
    let case = referrals::open(&mut conn, keyring, reference).await?;
    let by = (Actor::System, app.now());
    let seen = case.referral.version();
    referrals::act(&mut conn, keyring, reference, seen, action, by).await?;
    Ok(())
}

/// A new case that was brought to a state on the way to a bed.
pub async fn case_in(app: &TestApp, name: &str, state: StateCode) -> Reference {
    let reference = refer(app, sender(name)).await;
    bring(app, reference, state).await;
    reference
}

/// Brings a new case to a state on the way to a bed.
pub async fn bring(app: &TestApp, reference: Reference, state: StateCode) {
    let book = Action::BookAdmission {
        on: day(2, 1),
        bed: None,
    };
    let way = [
        (StateCode::InTriage, vec![Action::StartTriage, agree()]),
        (StateCode::PreAdmissionAssessment, vec![offer()]),
        (
            StateCode::MdtDecision,
            vec![Action::SendToMdt { meeting: None }],
        ),
        (StateCode::Funding, vec![Action::Accept { meeting: None }]),
        (StateCode::WaitingForBed, vec![Action::ConfirmFunding]),
        (StateCode::AdmissionBooked, vec![book]),
        (StateCode::Admitted, vec![Action::Admit { on: day(1, 15) }]),
    ];
    for (reached, actions) in way {
        if stored_state(app, reference).await == state {
            break;
        }
        for action in actions {
            act(app, reference, action).await.unwrap();
        }
        assert_eq!(stored_state(app, reference).await, reached);
    }
}

/// Where a case stands.
pub async fn stored_state(app: &TestApp, reference: Reference) -> StateCode {
    let case = open(app, reference).await;
    case.referral.state().code()
}

/// The case.
pub async fn open(app: &TestApp, reference: Reference) -> referrals::Case {
    let (mut conn, keyring) = (conn(app).await, &app.app.keyring);
    referrals::open(&mut conn, keyring, reference)
        .await
        .unwrap()
}

/// Who pays, said by staff.
pub fn paid_by(payer: Payer) -> Action {
    use domain::referral::casework::Funding;
    Action::SetFunding {
        funding: Funding {
            payer,
            authorisation: None,
            done: Vec::new(),
        },
    }
}

/// A unit with beds of these names.
pub async fn unit(app: &TestApp, name: &str, names: &[&str]) -> (Uuid, Vec<Uuid>) {
    let (mut conn, by) = (conn(app).await, (By::System, app.now()));
    let unit = inpatient_referral::randomness::uuid();
    beds::add_unit(&mut conn, unit, name, by).await.unwrap();
    let mut ids = Vec::new();
    for name in names {
        let id = inpatient_referral::randomness::uuid();
        let added = beds::add_bed(&mut conn, id, unit, name, by).await;
        assert_eq!(added.unwrap(), beds::Change::Done);
        ids.push(id);
    }
    (unit, ids)
}

/// Closes a bed from one day to another.
pub async fn closed(app: &TestApp, bed: Uuid, from: NaiveDate, to: NaiveDate) -> beds::Change {
    let new = NewClosure {
        id: inpatient_referral::randomness::uuid(),
        bed,
        days: Days::inclusive(from, to).unwrap(),
        reason: "New flooring",
    };
    let by = (By::System, app.now());
    beds::add_closure(&mut *conn(app).await, new, by)
        .await
        .unwrap()
}

/// A booking of a bed.
pub fn booking(bed: Uuid, on: NaiveDate, until: NaiveDate) -> Action {
    let bed = Bed {
        bed,
        name: "A bed".to_owned(),
        until,
    };
    Action::BookAdmission { on, bed: Some(bed) }
}

/// The three parts of a day as a form has them.
pub fn parts(name: &str, day: NaiveDate) -> [(String, String); 3] {
    ["%-d", "%-m", "%Y"].map(|part| {
        let key = match part {
            "%-d" => "day",
            "%-m" => "month",
            _ => "year",
        };
        (format!("{name}.{key}"), day.format(part).to_string())
    })
}
