//! Times and codes in the words of the pages.

use chrono::{DateTime, NaiveDate, Utc};
use domain::referral::casework::{Appointment, Asked, Funding, Meeting, Opinion, SignOpinion};
use domain::referral::measure::Measure;
use domain::referral::{
    Action, Change, DeclineReason, Happening, RedirectReason, State, StateCode,
};

use super::casework::Group;
use super::progress::words as progress;
use crate::clock::england;
use crate::security::permissions::Role;
use crate::store::submissions::Source;

/// A time of day in England: "3:42pm".
pub fn time(at: DateTime<Utc>) -> String {
    england::local(at).format("%-I:%M%P").to_string()
}

/// A day in England: "22 November 2026".
pub fn day(at: DateTime<Utc>) -> String {
    england::local(at).format("%-d %B %Y").to_string()
}

/// A moment in England: "22 November 2026 at 3:42pm".
pub fn moment(at: DateTime<Utc>) -> String {
    format!("{} at {}", day(at), time(at))
}

/// Whole days in England from one moment to another.
pub fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    (england::date(to) - england::date(from)).num_days()
}

/// A role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Coordinator => "Admissions coordinator",
        Role::Clinician => "Clinician",
        Role::Lead => "Admissions lead",
        Role::Admin => "Administrator",
        Role::Reporting => "Reporting",
        Role::Referrer => "Referrer",
    }
}

/// Where a referral stands, as a label.
pub fn state(state: StateCode) -> String {
    capitalised(state.words())
}

/// Where a referral stands, with the day on which an admitted person left.
pub fn stands(state: &State) -> String {
    match state {
        State::Admitted {
            left: Some(left), ..
        } => format!("Admitted, discharged on {}", progress::date(*left)),
        state => self::state(state.code()),
    }
}

/// Who sent a referral.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Patient => "Patient",
        Source::SomeoneElse => "Somebody for the patient",
        Source::Gp => "GP",
    }
}

/// Whole days since something, as "Today", "1 day ago".
pub fn days_ago(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "1 day ago".to_owned(),
        days => format!("{days} days ago"),
    }
}

/// What verbs have in common; nothing for what is due now.
pub fn group(group: Group) -> Option<&'static str> {
    match group {
        Group::Next => None,
        Group::Hands => Some("Who has it"),
        Group::Words => Some("Ask, write and note"),
        Group::Pause => Some("Pause"),
        Group::Bed => Some("Payment and bed"),
        Group::End => Some("Close or reopen"),
        Group::Relations => Some("Same person or matter"),
    }
}

/// What happened to a referral.
pub fn happening(what: &Happening) -> String {
    let Happening::Done { action } = what else {
        return "Received".to_owned();
    };
    let day = |day: &NaiveDate| day.format("%-d %B %Y").to_string();
    match action {
        Action::Claim { .. } => "Claimed".to_owned(),
        Action::Release => "Released".to_owned(),
        Action::Assign { note: None, .. } => "Given to a colleague".to_owned(),
        Action::Assign {
            note: Some(note), ..
        } => format!("Given to a colleague: {note}"),
        Action::Acknowledge => "Receipt acknowledged".to_owned(),
        Action::AssessSigns { opinions, summary } => {
            let summary = summary.as_deref().unwrap_or_default();
            format!("Signs assessed: {}. {summary}", assessed(opinions))
        }
        Action::SetPriority { priority, reason } => {
            format!(
                "Priority set to {}: {reason}",
                priority.words().to_lowercase()
            )
        }
        Action::StartTriage => "Triage begun".to_owned(),
        Action::OfferAssessment { on: None, .. } => "Assessment offered".to_owned(),
        Action::OfferAssessment {
            on: Some(on),
            appointment,
        } => offered(*on, appointment.as_ref()),
        Action::SendToMdt { meeting } => progress::to_team(*meeting),
        Action::RecordAssessment {
            on,
            outcome,
            findings,
        } => format!("Assessed on {}: {}. {findings}", day(on), outcome.words()),
        Action::Accept { meeting: None } => "Accepted by the team".to_owned(),
        Action::Accept {
            meeting: Some(meeting),
        } => met("Accepted by the team", meeting),
        Action::Defer { meeting, next } => met(&progress::deferred(*next), meeting),
        Action::TurnDown { meeting } => met("The team did not accept", meeting),
        Action::SetFunding { funding } => paid(funding),
        Action::MarkRtt { applicable: true } => "18-week clock marked as applicable".to_owned(),
        Action::MarkRtt { applicable: false } => {
            "18-week clock marked as not applicable".to_owned()
        }
        Action::MoveOnList { place, reason } => {
            format!("Moved to place {place} of the waiting list: {reason}")
        }
        Action::ConfirmFunding => "Funding confirmed".to_owned(),
        Action::BookAdmission { on, bed } => progress::booked(*on, bed.as_ref()),
        Action::CancelBooking { reason } => format!("Booking cancelled: {reason}"),
        Action::Admit { on } => format!("Admitted on {}", day(on)),
        Action::PlanDischarge { until } => {
            format!("Planned day of discharge: {}", day(until))
        }
        Action::Discharge { on } => format!("Discharged on {}", day(on)),
        Action::RequestInfo { question, of, .. } => match of {
            Asked::Referrer => format!("More asked for: {question}"),
            Asked::Patient => format!("The patient was asked: {question}"),
        },
        Action::ReceiveInfo { answer: None } => "What was asked for has come".to_owned(),
        Action::ReceiveInfo {
            answer: Some(answer),
        } => format!("Answered: {answer}"),
        Action::Amend { changes } => amended(changes),
        Action::AcknowledgeAmendment => "Amendment read".to_owned(),
        Action::Remind => "Reminder sent".to_owned(),
        Action::NoteOverdue => "The answer is overdue".to_owned(),
        Action::Note { text } => format!("Note: {text}"),
        Action::Message { text } => format!("Message sent: {text}"),
        Action::Reply { text } => format!("Message received: {text}"),
        Action::MarkRead => "News read".to_owned(),
        Action::RecordMeasure { measure, .. } => format!("Measure: {}", measured(measure)),
        Action::Link { .. } => "Linked to another referral".to_owned(),
        Action::Unlink { .. } => "Link to another referral removed".to_owned(),
        Action::Merge { reason, .. } => format!("Joined to another referral: {reason}"),
        Action::Unmerge { reason } => format!("Taken apart from another referral: {reason}"),
        Action::Hold { reason, .. } => format!("Put on hold: {reason}"),
        Action::Resume => "Resumed".to_owned(),
        Action::Decline {
            reason, rationale, ..
        } => format!("Declined: {}. {rationale}", reason.words()),
        Action::Redirect {
            reason, rationale, ..
        } => format!("Redirected: {}. {rationale}", reason.words()),
        Action::Withdraw { reason: None } => "Withdrawn".to_owned(),
        Action::Withdraw {
            reason: Some(reason),
        } => format!("Withdrawn: {reason}"),
        Action::CloseWithoutAdmission { reason } => format!("Closed without admission: {reason}"),
        Action::Reopen { reason } => format!("Reopened: {reason}"),
        Action::UndoAdmission { reason, booked } => progress::not_admitted(reason, *booked),
    }
}

/// An assessment with what was agreed of it.
fn offered(on: NaiveDate, appointment: Option<&Appointment>) -> String {
    let when = progress::when(on, appointment);
    match appointment {
        Some(appointment) => format!(
            "Assessment offered for {when}. {}. With {}",
            progress::way(appointment),
            appointment.with
        ),
        None => format!("Assessment offered for {when}"),
    }
}

/// What is known about payment, with what is not done yet.
fn paid(funding: &Funding) -> String {
    let undone = progress::undone(Some(funding));
    let undone: Vec<&str> = undone.iter().map(|check| check.words()).collect();
    let payer = funding.payer.words();
    let authorisation = funding.authorisation.as_ref();
    let authorisation = authorisation.map(|text| format!(", authorisation {text}"));
    let authorisation = authorisation.unwrap_or_default();
    match &undone[..] {
        [] => format!("Funding: {payer}{authorisation}. Everything is done"),
        undone => format!(
            "Funding: {payer}{authorisation}. Not yet: {}",
            undone.join("; ")
        ),
    }
}

/// How often a clinician saw a sign as the rules did.
fn assessed(opinions: &[SignOpinion]) -> String {
    let counted = Opinion::ALL.iter().filter_map(|kind| {
        let count = opinions.iter().filter(|one| one.opinion == *kind).count();
        let words = match kind {
            Opinion::Agree => "agreed",
            Opinion::Disagree => "disagreed",
            Opinion::CannotTell => "cannot tell",
        };
        (count > 0).then(|| format!("{words} ({count})"))
    });
    counted.collect::<Vec<_>>().join(", ")
}

fn met(what: &str, meeting: &Meeting) -> String {
    let day = meeting.on.format("%-d %B %Y");
    format!(
        "{what} on {day}: {} Present: {}",
        meeting.rationale, meeting.present
    )
}

/// A measure with its number.
pub fn measured(measure: &Measure) -> String {
    match measure {
        Measure::RcsE(parts) => format!("RCS-E {}", parts.total()),
        Measure::Total { scale, value } => format!("{} {value}", scale.words()),
    }
}

/// Which fields an amendment changed.
fn amended(changes: &[Change]) -> String {
    let fields: Vec<&str> = changes.iter().map(|change| change.field.title()).collect();
    format!("Amended by the referrer: {}", fields.join(", "))
}

/// Why a referral was declined.
pub fn decline_reason(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::ConsiderationsNotMet => "The published signs are not met",
        DeclineReason::NotMedicallyStable => "Not medically stable enough now",
        DeclineReason::NeedsOtherCare => "Needs care that the hospital does not give",
        DeclineReason::NoFunding => "No funding",
        DeclineReason::NotEnoughInformation => "Not enough information",
        DeclineReason::Other => "Another reason",
    }
}

/// Why a referral was redirected.
pub fn redirect_reason(reason: RedirectReason) -> &'static str {
    match reason {
        RedirectReason::DiagnosisFirst => "A diagnosis comes first",
        RedirectReason::OutpatientFirst => "Outpatient treatment comes first",
        RedirectReason::MoreUrgentCare => "More urgent care is needed",
        RedirectReason::Under18 => "Under 18",
        RedirectReason::NearerHome => "A service nearer home",
        RedirectReason::Other => "Another reason",
    }
}

/// What was wrong with an answer, by its code (`FieldErrorKind::code`).
pub fn fault(code: &str) -> &str {
    match code {
        "required" => "Not answered",
        "unknown_question" | "unknown_option" | "unknown_row" | "unknown_column" => {
            "Not one of the choices"
        }
        "repeated" => "Answered more than once",
        "exclusive" => "“None” beside another choice",
        "wrong_type" => "Of the wrong kind",
        "not_a_number" => "Not a number",
        "out_of_range" => "Number too low or too high",
        "date_incomplete" => "Date not complete",
        "not_a_date" => "No such day",
        "date_in_future" => "Date in the future",
        "date_too_long_ago" => "Date too long ago",
        "too_long" => "Text too long",
        "control_characters" => "Characters that cannot be shown",
        other => other,
    }
}

/// Words with a capital at the start.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_those_of_england() {
        assert_eq!(moment(at("2026-07-01T14:05:00Z")), "1 July 2026 at 3:05pm");
        assert_eq!(
            moment(at("2026-12-01T00:30:00Z")),
            "1 December 2026 at 12:30am"
        );
    }

    #[test]
    fn days_turn_at_midnight_in_england() {
        let days = |from, to| days_between(at(from), at(to));
        assert_eq!(days("2026-12-01T23:59:00Z", "2026-12-02T00:01:00Z"), 1);
        assert_eq!(days("2026-07-01T23:30:00Z", "2026-07-02T22:59:00Z"), 0);
    }
}
