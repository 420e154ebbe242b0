//! Brings cases to a step of their life, as the team would.

use domain::pathway::Verdict;
use domain::people::Reference;
use domain::referral::casework::{Asked, Opinion, SignOpinion};
use domain::referral::{Action, Actor, DeclineReason};
use inpatient_referral::store::referrals;
use uuid::Uuid;

use super::team::conn;
use crate::harness::app::TestApp;

/// Does these things to a case, one after the other.
pub async fn take(app: &TestApp, reference: Reference, by: Uuid, actions: Vec<Action>) {
    let mut conn = conn(app).await;
    for action in actions {
        let case = referrals::open(&mut conn, &app.app.keyring, reference)
            .await
            .unwrap();
        let (seen, by) = (case.referral.version(), (Actor::Staff(by), app.now()));
        referrals::act(&mut conn, &app.app.keyring, reference, seen, action, by)
            .await
            .unwrap();
    }
}

pub fn ask(of: Asked) -> Action {
    Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: None,
        of,
    }
}

/// A clinician agrees with what the rules said.
pub fn agree() -> Action {
    Action::AssessSigns {
        opinions: vec![SignOpinion {
            sign: "daily_life".to_owned(),
            verdict: Some(Verdict::Met),
            opinion: Opinion::Agree,
            reason: None,
        }],
        summary: None,
    }
}

pub fn offer() -> Action {
    Action::OfferAssessment {
        on: None,
        appointment: None,
    }
}

pub fn decline() -> Action {
    Action::Decline {
        reason: DeclineReason::NoFunding,
        rationale: "Nobody pays for it".to_owned(),
        signpost: "Her GP".to_owned(),
    }
}

/// As far as the arrangement of payment.
pub fn accepted() -> Vec<Action> {
    vec![
        Action::StartTriage,
        agree(),
        offer(),
        Action::SendToMdt { meeting: None },
        Action::Accept { meeting: None },
    ]
}
