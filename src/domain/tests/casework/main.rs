//! What staff do to a case: milestones and promised days, news, opinions, priority, and cases that were joined.

mod joining;
mod leaving;
mod news;
mod promised;
mod targets;
mod triage;

use chrono::{DateTime, NaiveDate, Utc};
use domain::pathway::Verdict;
use domain::referral::casework::{Asked, Opinion, SignOpinion};
use domain::referral::{
    Action, Actor, DeclineReason, Promise, Promises, Referral, Refusal, Targets,
};
use uuid::Uuid;

const STAFF: Actor = Actor::Staff(Uuid::from_u128(1));
const REFERRER: Actor = Actor::Referrer(Uuid::from_u128(9));

/// Nine o'clock on a day of November 2026; the 23rd is a Monday.
fn on(day: u32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
    day.and_hms_opt(9, 0, 0).expect("a time").and_utc()
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// A case that came on Monday the 23rd.
fn received() -> Referral {
    Referral::receive(REFERRER, on(23)).0
}

fn does(referral: &Referral, actor: Actor, day: u32, action: Action) -> Result<Referral, Refusal> {
    let done = referral.clone().apply(action, actor, on(day));
    done.map(|(next, _)| next)
}

fn done(referral: &Referral, day: u32, action: Action) -> Referral {
    does(referral, STAFF, day, action).expect("allowed")
}

fn promises() -> Promises {
    Targets::default().promises(on(23).date_naive())
}

fn due(referral: &Referral) -> Option<NaiveDate> {
    let promised = referral.promised(&promises(), |at| at.date_naive());
    promised.map(|promised| promised.day)
}

fn ask() -> Action {
    Action::RequestInfo {
        question: "Which dose?".to_owned(),
        due: date("2026-12-04"),
        of: Asked::Patient,
    }
}

fn offer(day: Option<NaiveDate>) -> Action {
    Action::OfferAssessment {
        on: day,
        appointment: None,
    }
}

fn decline() -> Action {
    Action::Decline {
        reason: DeclineReason::Other,
        rationale: "Because".to_owned(),
        signpost: "Your GP".to_owned(),
    }
}

/// Triage as a clinician does it: begun, and with an opinion.
fn triaged(day: u32) -> Referral {
    let begun = done(&received(), day, Action::StartTriage);
    done(&begun, day, assess(vec![opinion(Opinion::Agree, None)]))
}

fn opinion(opinion: Opinion, reason: Option<&str>) -> SignOpinion {
    SignOpinion {
        sign: "pain".to_owned(),
        verdict: Some(Verdict::Met),
        opinion,
        reason: reason.map(str::to_owned),
    }
}

fn assess(opinions: Vec<SignOpinion>) -> Action {
    Action::AssessSigns {
        opinions,
        summary: None,
    }
}

/// A case of which the payment is arranged.
fn waiting() -> Referral {
    let steps = [
        offer(None),
        Action::SendToMdt { meeting: None },
        Action::Accept { meeting: None },
        Action::ConfirmFunding,
    ];
    let steps = steps.into_iter();
    steps.fold(triaged(24), |case, step| done(&case, 24, step))
}

fn booked() -> Referral {
    let book = Action::BookAdmission {
        on: date("2026-12-01").expect("a day"),
        bed: None,
    };
    done(&waiting(), 24, book)
}

fn paused(case: &Referral) -> Referral {
    let hold = Action::Hold {
        reason: "Away".to_owned(),
        review: None,
    };
    done(case, 24, hold)
}

/// What is promised, and for when.
fn promised(referral: &Referral) -> Option<(Promise, String)> {
    let promised = referral.promised(&promises(), |at| at.date_naive())?;
    Some((promised.what, promised.day.to_string()))
}
