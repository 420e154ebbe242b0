//! What happened to a referral, for the practice: what the hospital does among itself is left out.

use domain::referral::casework::{Asked, Outcome};
use domain::referral::{Action, Actor, Change, Event, Happening};
use templates::components::ChangeLine;
use templates::referrer::worklist::timeline::Moment;

use super::words;
use crate::routes::admissions::progress::words as progress;
use crate::routes::admissions::words::moment;
use crate::routes::referrer::guard::Referrer;
use crate::store::referrals::Case;

/// What happened after a version, the newest first.
pub fn since(referrer: &Referrer, case: &Case, version: i32) -> Vec<Moment> {
    let later = case.events.iter().rev();
    let later = later.take_while(|event| event.version > version);
    later
        .filter_map(|event| of(referrer, case, event))
        .collect()
}

/// Changes as a page lists them.
pub fn change_lines(changes: &[Change]) -> Vec<ChangeLine> {
    let line = |change: &Change| ChangeLine {
        title: change.field.title().to_owned(),
        before: change.before.clone(),
        after: change.after.clone(),
    };
    changes.iter().map(line).collect()
}

/// Who did something, in words.
pub fn who(referrer: &Referrer, case: &Case, actor: Actor) -> String {
    match actor {
        Actor::Referrer(id) if id == referrer.member.account => "by you".to_owned(),
        Actor::Referrer(id) => format!("by {}", case.name_of(id).unwrap_or("a colleague")),
        Actor::Staff(_) => "by the hospital".to_owned(),
        Actor::Patient => "by the patient".to_owned(),
        Actor::System => "by the service".to_owned(),
    }
}

fn of(referrer: &Referrer, case: &Case, event: &Event) -> Option<Moment> {
    let plain = |what: &str| Some((what.to_owned(), None));
    let told = |what: &str, text: &str| Some((what.to_owned(), Some(text.to_owned())));
    let Happening::Done { action } = &event.what else {
        return Some(of_event(referrer, case, event, "Sent".to_owned(), None));
    };
    let (what, text) = match action {
        Action::Claim { .. }
        | Action::Release
        | Action::Assign { .. }
        | Action::AssessSigns { .. }
        | Action::SetPriority { .. }
        | Action::TurnDown { .. }
        | Action::SetFunding { .. }
        | Action::MarkRtt { .. }
        | Action::MoveOnList { .. }
        | Action::NoteOverdue
        | Action::Note { .. }
        | Action::MarkRead
        | Action::RecordMeasure { .. }
        | Action::Link { .. }
        | Action::Unlink { .. } => return None,
        Action::Acknowledge => plain("Receipt acknowledged"),
        Action::StartTriage => plain("Clinical triage began"),
        Action::OfferAssessment { on: None, .. } => {
            plain("Assessment to be arranged with the patient")
        }
        Action::OfferAssessment {
            on: Some(on),
            appointment,
        } => Some((
            format!(
                "Assessment on {}",
                progress::when(*on, appointment.as_ref())
            ),
            appointment.as_ref().map(progress::way),
        )),
        Action::SendToMdt { .. } => plain("With the multidisciplinary team for a decision"),
        Action::RecordAssessment { outcome, .. } => plain(match outcome {
            Outcome::NotAttended => "The patient did not attend the assessment",
            Outcome::Suitable | Outcome::Unsuitable | Outcome::Unsure => "Assessed",
        }),
        Action::Accept { .. } => plain("Accepted by the team, funding to be arranged"),
        Action::Defer { .. } => plain("The team met, and will decide at a later meeting"),
        Action::ConfirmFunding => plain("Funding confirmed, waiting for a bed"),
        Action::BookAdmission { on, .. } => {
            Some((format!("Admission booked for {}", words::date(*on)), None))
        }
        Action::CancelBooking { reason } => told("Booking cancelled", reason),
        Action::Admit { on } => Some((format!("Admitted on {}", words::date(*on)), None)),
        Action::PlanDischarge { until } => Some((
            format!("Discharge planned for {}", words::date(*until)),
            None,
        )),
        Action::Discharge { on } => Some((format!("Discharged on {}", words::date(*on)), None)),
        Action::RequestInfo {
            of: Asked::Patient, ..
        } => plain("Information asked of the patient"),
        Action::RequestInfo { question, .. } => told("Information asked for", question),
        Action::Remind if asked_patient(case, event) => plain("Reminder sent to the patient"),
        Action::Remind => plain("Reminder sent"),
        Action::Message { text } => told("Message from the hospital", text),
        Action::Reply { text } => told("Message to the hospital", text),
        Action::Merge { .. } => plain("Joined to another referral of the same patient"),
        Action::Unmerge { .. } => plain("Goes on by itself again"),
        // What staff noted of a call stays with the hospital.
        Action::ReceiveInfo { .. } if !matches!(event.actor, Actor::Referrer(_)) => {
            plain("Answered")
        }
        Action::ReceiveInfo { answer } => Some(("Answered".to_owned(), answer.clone())),
        Action::Amend { .. } => plain("Amended"),
        Action::AcknowledgeAmendment => plain("Amendment read"),
        Action::Hold { reason, .. } => told("Put on hold", reason),
        Action::Resume => plain("Resumed"),
        Action::Decline { rationale, .. } => told("Declined", rationale),
        Action::Redirect { rationale, .. } => told("Redirected to another service", rationale),
        Action::Withdraw { reason } => Some(("Withdrawn".to_owned(), reason.clone())),
        Action::CloseWithoutAdmission { reason } => told("Closed without admission", reason),
        Action::Reopen { reason } => told("Opened again", reason),
        Action::UndoAdmission { reason, .. } => told("Not admitted after all", reason),
    }?;
    Some(of_event(referrer, case, event, what, text))
}

/// Whether the last question before an event was to the patient.
fn asked_patient(case: &Case, event: &Event) -> bool {
    let before = case.events.iter().rev();
    let mut before = before.filter(|earlier| earlier.version < event.version);
    before.find_map(|earlier| match &earlier.what {
        Happening::Done {
            action: Action::RequestInfo { of, .. },
        } => Some(*of),
        _ => None,
    }) == Some(Asked::Patient)
}

fn of_event(
    referrer: &Referrer,
    case: &Case,
    event: &Event,
    what: String,
    text: Option<String>,
) -> Moment {
    let changes = domain::referral::amendment::of_event(event).unwrap_or_default();
    Moment {
        at: moment(event.at),
        what,
        text,
        changes: change_lines(changes),
        who: who(referrer, case, event.actor),
    }
}
