//! Anything that may be done to a case.

use chrono::{Days, NaiveDate};
use domain::letter::Heading;
use domain::pathway::Verdict;
use domain::referral::amendment::Field;
use domain::referral::casework::{
    Asked, Bed, Funding, Meeting, Opinion, Outcome, Payer, Priority, SignOpinion,
};
use domain::referral::measure::{Measure, Scale};
use domain::referral::{Action, Actor, Change, DeclineReason, RedirectReason};
use proptest::prelude::*;

use super::{STAFF, day, somebody, way_in};

fn any_text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(String::new()), Just("words".to_owned())]
}

fn any_day() -> impl Strategy<Value = Option<NaiveDate>> + Clone {
    prop_oneof![Just(None), Just(Some(day()))]
}

fn any_meeting() -> impl Strategy<Value = Meeting> + Clone {
    (any_text(), any_text()).prop_map(|(present, rationale)| Meeting {
        on: day(),
        present,
        rationale,
    })
}

/// Something that may be done to a case, whether it can be or not.
pub fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        2 => prop::sample::select(way_in().to_vec()),
        1 => hands(),
        2 => pauses(),
        2 => judgements(),
        2 => remarks(),
        1 => bookings(),
        2 => ends(),
    ]
}

/// Who has it, what was read, and what belongs together.
fn hands() -> impl Strategy<Value = Action> {
    let who = (1u128..4).prop_map(somebody);
    prop_oneof![
        who.clone().prop_map(|by| Action::Claim { by }),
        (who.clone(), prop::option::of(any_text()))
            .prop_map(|(to, note)| Action::Assign { to, note }),
        Just(Action::Release),
        Just(Action::Acknowledge),
        Just(Action::MarkRead),
        Just(Action::AcknowledgeAmendment),
        who.clone().prop_map(|other| Action::Link { other }),
        who.clone().prop_map(|other| Action::Unlink { other }),
        (who, any_text()).prop_map(|(into, reason)| Action::Merge { into, reason }),
        any_text().prop_map(|reason| Action::Unmerge { reason }),
    ]
}

fn pauses() -> impl Strategy<Value = Action> {
    let of = prop::sample::select(Asked::ALL);
    prop_oneof![
        (any_text(), any_day(), of).prop_map(|(question, due, of)| Action::RequestInfo {
            question,
            due,
            of
        }),
        Just(Action::Remind),
        Just(Action::NoteOverdue),
        prop::option::of(any_text()).prop_map(|answer| Action::ReceiveInfo { answer }),
        (any_text(), any_day()).prop_map(|(reason, review)| Action::Hold { reason, review }),
        Just(Action::Resume),
    ]
}

fn judgements() -> impl Strategy<Value = Action> {
    let opinion = (
        prop::sample::select(Opinion::ALL),
        prop::option::of(any_text()),
    );
    let opinion = opinion.prop_map(|(opinion, reason)| SignOpinion {
        sign: "pain".to_owned(),
        verdict: Some(Verdict::Met),
        opinion,
        reason,
    });
    prop_oneof![
        (
            prop::collection::vec(opinion, 0..3),
            prop::option::of(any_text())
        )
            .prop_map(|(opinions, summary)| Action::AssessSigns { opinions, summary }),
        (prop::sample::select(Priority::ALL), any_text())
            .prop_map(|(priority, reason)| Action::SetPriority { priority, reason }),
        any_day().prop_map(|on| Action::OfferAssessment {
            on,
            appointment: None
        }),
        (prop::sample::select(Outcome::ALL), any_text()).prop_map(|(outcome, findings)| {
            Action::RecordAssessment {
                on: day(),
                outcome,
                findings,
            }
        }),
        any_meeting().prop_map(|meeting| Action::Accept {
            meeting: Some(meeting)
        }),
        (any_meeting(), any_day()).prop_map(|(meeting, next)| Action::Defer { meeting, next }),
        any_meeting().prop_map(|meeting| Action::TurnDown { meeting }),
    ]
}

fn remarks() -> impl Strategy<Value = Action> {
    prop_oneof![
        any_text().prop_map(|text| Action::Note { text }),
        any_text().prop_map(|text| Action::Message { text }),
        any_text().prop_map(|text| Action::Reply { text }),
        (80u16..90).prop_map(|value| Action::RecordMeasure {
            measure: Measure::Total {
                scale: Scale::Twstrs,
                value
            },
            on: day()
        }),
        (any_text(), prop::option::of(any_text())).prop_map(|(before, after)| Action::Amend {
            changes: vec![Change {
                field: Field::Heading(Heading::Medicines),
                before: Some(before).filter(|text| !text.is_empty()),
                after
            }]
        }),
    ]
}

fn bookings() -> impl Strategy<Value = Action> {
    let stay = (0u64..3).prop_map(|days| Bed {
        bed: somebody(7),
        name: "Ward 1, bed 2".to_owned(),
        until: day() + Days::new(days),
    });
    prop_oneof![
        prop::sample::select(Payer::ALL).prop_map(|payer| Action::SetFunding {
            funding: Funding {
                payer,
                authorisation: None,
                done: Vec::new()
            }
        }),
        any::<bool>().prop_map(|applicable| Action::MarkRtt { applicable }),
        (0u32..3, any_text()).prop_map(|(place, reason)| Action::MoveOnList { place, reason }),
        prop::option::of(stay).prop_map(|bed| Action::BookAdmission { on: day(), bed }),
        any_text().prop_map(|reason| Action::CancelBooking { reason }),
    ]
}

fn ends() -> impl Strategy<Value = Action> {
    let told = (any_text(), any_text());
    prop_oneof![
        told.clone()
            .prop_map(|(rationale, signpost)| Action::Decline {
                reason: DeclineReason::NoFunding,
                rationale,
                signpost
            }),
        told.prop_map(|(rationale, signpost)| Action::Redirect {
            reason: RedirectReason::Under18,
            rationale,
            signpost
        }),
        prop::option::of(any_text()).prop_map(|reason| Action::Withdraw { reason }),
        any_text().prop_map(|reason| Action::CloseWithoutAdmission { reason }),
        any_text().prop_map(|reason| Action::Reopen { reason }),
        (any_text(), any_day())
            .prop_map(|(reason, booked)| Action::UndoAdmission { reason, booked }),
    ]
}

/// Whoever may do it.
pub fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![4 => Just(STAFF), 1 => Just(Actor::Patient), 1 => Just(Actor::Referrer(somebody(9))), 1 => Just(Actor::System)]
}
