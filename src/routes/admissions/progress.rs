//! What a case's events say about its way to a bed: the appointment, the team's decision, payment, the booking.

pub mod words;

use chrono::NaiveDate;
use domain::referral::casework::{Appointment, Bed, Funding, Outcome};
use domain::referral::{Action, Event, Happening, Open, State};
use templates::admissions::progress::{Step, View};

use crate::store::referrals::Case;
use crate::store::waiting_list::Place;

/// An assessment that is offered: the day, the rest where it was agreed, and the event.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// The day.
    pub on: NaiveDate,
    /// Time, place and who.
    pub appointment: Option<&'a Appointment>,
    /// The event that offered it.
    pub event: &'a Event,
}

/// The appointment that the case waits for, if a day was agreed.
pub fn appointment(case: &Case) -> Option<Offered<'_>> {
    let waits = |step: &Open| matches!(step, Open::PreAdmissionAssessment { on: Some(_) });
    let waits = match case.referral.state() {
        State::Open(step) => waits(step),
        State::InfoRequested(wait) | State::OnHold(wait) => waits(&wait.back_to),
        State::Admitted { .. } | State::Closed(_) => false,
    };
    let offered = |event| match done(event)? {
        Action::OfferAssessment {
            on: Some(on),
            appointment,
        } => Some(Offered {
            on: *on,
            appointment: appointment.as_ref(),
            event,
        }),
        _ => None,
    };
    let newest_first = || case.events.iter().rev();
    newest_first().find_map(offered).filter(|_| waits)
}

/// What came of the last assessment since the case was opened, or opened again.
pub fn assessed(case: &Case) -> Option<(NaiveDate, Outcome, &str)> {
    since_opening(case).find_map(|action| match action {
        Action::RecordAssessment {
            on,
            outcome,
            findings,
        } => Some((*on, *outcome, findings.as_str())),
        _ => None,
    })
}

/// Whether the last that the team said is no.
pub fn turned_down(case: &Case) -> bool {
    let said = since_opening(case).find(|action| {
        matches!(
            action,
            Action::TurnDown { .. } | Action::Defer { .. } | Action::Accept { .. }
        )
    });
    let open = case.referral.state().is_open();
    open && matches!(said, Some(Action::TurnDown { .. }))
}

/// What staff last wrote about payment; else the payer that was answered, with nothing done yet.
pub fn funding(case: &Case) -> Option<Funding> {
    let written = actions(case).find_map(|action| match action {
        Action::SetFunding { funding } => Some(funding.clone()),
        _ => None,
    });
    written.or_else(|| {
        case.payer.map(|payer| Funding {
            payer,
            authorisation: None,
            done: Vec::new(),
        })
    })
}

/// The admission that is booked: its day, and the bed if one is kept.
pub fn booking(case: &Case) -> Option<(NaiveDate, Option<&Bed>)> {
    let booked = |step: &Open| matches!(step, Open::AdmissionBooked { .. });
    let booked = match case.referral.state() {
        State::Open(step) => booked(step),
        State::InfoRequested(wait) | State::OnHold(wait) => booked(&wait.back_to),
        State::Admitted { .. } => true,
        State::Closed(_) => false,
    };
    let last = actions(case).find_map(|action| match action {
        Action::BookAdmission { on, bed } => Some((*on, bed.as_ref())),
        _ => None,
    });
    last.filter(|_| booked)
}

/// Somebody's stay in a bed: since they came, until they leave or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay<'a> {
    /// The bed as it was booked.
    pub bed: &'a Bed,
    /// The day of admission.
    pub from: NaiveDate,
    /// The day on which they left, or else are expected to.
    pub until: NaiveDate,
    /// Whether they left.
    pub left: bool,
}

/// The stay of somebody who was admitted to a bed; nothing where they were not, or no bed was kept for them.
pub fn stay(case: &Case) -> Option<Stay<'_>> {
    let State::Admitted { on, left } = case.referral.state() else {
        return None;
    };
    let (_, bed) = booking(case)?;
    let bed = bed?;
    let planned = actions(case).find_map(|action| match action {
        Action::PlanDischarge { until } => Some(*until),
        _ => None,
    });
    Some(Stay {
        bed,
        from: *on,
        until: left.or(planned).unwrap_or(bed.until),
        left: left.is_some(),
    })
}

/// The view of all of it for the case's page; what it waits for and the place on the waiting list are given.
pub fn view(case: &Case, asking: Option<Step>, place: Option<Place>, today: NaiveDate) -> View {
    let here = matches!(case.referral.state(), State::Admitted { .. });
    let next = [
        asking,
        waits_for_triage(case).then(words::waits_for_triage),
        appointment(case).map(|offered| words::appointment(case, offered)),
        assessed(case).map(words::assessed),
        turned_down(case).then(|| words::turned_down(case.reference)),
        funding(case)
            .filter(|_| is_past_meeting(case))
            .map(|funding| words::funding(&funding, here)),
        place.map(words::place),
        admission(case, today),
    ];
    let steps: Vec<Step> = next.into_iter().flatten().collect();
    View { steps }
}

/// The booking, or what became of it.
fn admission(case: &Case, today: NaiveDate) -> Option<Step> {
    match case.referral.state() {
        State::Admitted { on, left } => Some(words::admitted((*on, *left), stay(case), today)),
        _ => booking(case).map(words::booking),
    }
}

/// Whether no clinician has said yet what they think of the signs, without which triage does not end in an assessment.
fn waits_for_triage(case: &Case) -> bool {
    let triage = *case.referral.state() == State::Open(Open::InTriage);
    triage && case.referral.milestones().signs_assessed_at.is_none()
}

/// Payment is spoken of before the meeting only where staff wrote about it.
fn is_past_meeting(case: &Case) -> bool {
    actions(case).any(|action| matches!(action, Action::SetFunding { .. } | Action::Accept { .. }))
}

fn done(event: &Event) -> Option<&Action> {
    match &event.what {
        Happening::Done { action } => Some(action),
        Happening::Received => None,
    }
}

/// Everything that was done, the newest first.
fn actions(case: &Case) -> impl Iterator<Item = &Action> {
    case.events.iter().rev().filter_map(done)
}

/// The same, until the case was last opened again.
fn since_opening(case: &Case) -> impl Iterator<Item = &Action> {
    actions(case).take_while(|action| !matches!(action, Action::Reopen { .. }))
}
