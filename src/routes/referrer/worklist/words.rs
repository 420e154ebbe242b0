//! States, holders and reasons in the words of a referrer.

use chrono::NaiveDate;
use domain::referral::{
    DeclineReason, Holder, Promise, Promised, RedirectReason, Refusal, State, StateCode,
};

use crate::routes::admissions::words::capitalised;

/// Of whom information is asked, as the practice is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The practice.
    You,
    /// The patient.
    Patient,
    /// Whoever sent the referral that this one was joined to.
    Other,
}

impl Asked {
    /// Of whom, by the state; `joined` says that it is that of the referral in which this one goes on.
    pub fn of(state: &State, joined: bool) -> Self {
        Self::told(state.asks_patient(), joined)
    }

    /// The same from what a list knows.
    pub fn told(patient: bool, joined: bool) -> Self {
        match (patient, joined) {
            (true, _) => Self::Patient,
            (false, true) => Self::Other,
            (false, false) => Self::You,
        }
    }
}

/// Where a referral stands.
pub fn state(state: StateCode, asked: Asked) -> &'static str {
    match state {
        StateCode::Received => "Received, not read yet",
        StateCode::InTriage => "In clinical triage",
        StateCode::PreAdmissionAssessment => "Pre-admission assessment",
        StateCode::MdtDecision => "With the multidisciplinary team for a decision",
        StateCode::Funding => "Accepted, funding being arranged",
        StateCode::WaitingForBed => "Accepted, waiting for a bed",
        StateCode::AdmissionBooked => "Admission booked",
        StateCode::Admitted => "Admitted",
        StateCode::InfoRequested => match asked {
            Asked::You => "Information asked of you",
            Asked::Patient => "Information asked of the patient",
            Asked::Other => "Information asked for in the other referral",
        },
        StateCode::OnHold => "On hold",
        StateCode::Declined => "Declined",
        StateCode::Redirected => "Redirected to another service",
        StateCode::Withdrawn => "Withdrawn",
        StateCode::NotAdmitted => "Closed without admission",
    }
}

/// The same with the day on which an admitted patient left; `joined` as for [`Asked::of`].
pub fn stands(state: &State, joined: bool) -> String {
    match state {
        State::Admitted {
            left: Some(left), ..
        } => format!("Admitted, discharged on {}", date(*left)),
        state => self::state(state.code(), Asked::of(state, joined)).to_owned(),
    }
}

/// Who holds a referral now.
pub fn holder(holder: Holder, asked: Asked) -> &'static str {
    match holder {
        Holder::Admissions => "Admissions team",
        Holder::Clinicians => "Hospital clinicians",
        Holder::Sender => match asked {
            Asked::You => "Your practice",
            Asked::Patient => "The patient",
            Asked::Other => "Whoever sent the other referral",
        },
        Holder::Payer => "The funder",
        Holder::Nobody => "Nobody: it is closed",
    }
}

/// A day: "22 November 2026".
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The next promised day with what it is for, as staff see it too; and the day of the answer, where something is promised before.
pub fn promised(next: Option<Promised>, answer_due: Option<NaiveDate>) -> Option<String> {
    let answer = answer_due.map(|day| Promised {
        what: Promise::Answer,
        day,
    });
    let both = next.into_iter().chain(answer.filter(|_| next != answer));
    let words: Vec<String> = both
        .filter_map(|one| Some(format!("{} {}", promise(one.what)?, date(one.day))))
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// Nothing where it is the hospital's own: the team may meet and not decide.
fn promise(what: Promise) -> Option<&'static str> {
    Some(match what {
        Promise::Acknowledge => "To be read by",
        Promise::Triage => "To be triaged by",
        Promise::Offer => "Assessment to be offered by",
        Promise::Assessment => "Assessment on",
        Promise::Admission => "Admission on",
        Promise::Answer => "Answer due by",
        Promise::Review => "To be looked at again on",
        Promise::Meeting | Promise::Look => return None,
    })
}

/// Why something cannot be done, as a sentence.
pub fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::WrongState(code) => format!(
            "{} That cannot be done at this point.",
            match code {
                StateCode::Declined | StateCode::Redirected => {
                    "The hospital has decided on this referral and closed it."
                }
                StateCode::Withdrawn => "This referral was withdrawn and is closed.",
                StateCode::NotAdmitted => "This referral was closed without an admission.",
                StateCode::Admitted => "The patient has been admitted, and the referral is closed.",
                _ => "The hospital is not waiting for an answer now.",
            }
        ),
        other => format!("{}.", capitalised(&other.to_string())),
    }
}

/// Why the hospital says no.
pub fn declined(reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::ConsiderationsNotMet => "The published considerations are not met",
        DeclineReason::NotMedicallyStable => "Not medically stable enough for rehabilitation now",
        DeclineReason::NeedsOtherCare => "Needs care that this hospital does not give",
        DeclineReason::NoFunding => "There is no funding",
        DeclineReason::NotEnoughInformation => "There was not enough information",
        DeclineReason::Other => "Another reason",
    }
}

/// Why another service fits better.
pub fn redirected(reason: RedirectReason) -> &'static str {
    match reason {
        RedirectReason::DiagnosisFirst => "A diagnosis by a neurologist comes first",
        RedirectReason::OutpatientFirst => "Outpatient treatment comes first",
        RedirectReason::MoreUrgentCare => "A more urgent service is needed",
        RedirectReason::Under18 => "A service for children and young people is needed",
        RedirectReason::NearerHome => "A service nearer home fits better",
        RedirectReason::Other => "Another reason",
    }
}
