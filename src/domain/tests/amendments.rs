//! Amendments: the letter shown is the fold of the one that was sent and of what was changed since.

use chrono::{DateTime, Utc};
use domain::letter::{Heading, Letter, PatientDetails};
use domain::people::{Email, PersonName, PhoneNumber};
use domain::referral::amendment::{self, Field};
use domain::referral::{Action, Actor, Change, Event, Referral, Refusal, StateCode};
use proptest::prelude::*;
use uuid::Uuid;

const GP: Actor = Actor::Referrer(Uuid::from_u128(9));
const STAFF: Actor = Actor::Staff(Uuid::from_u128(1));

fn at() -> DateTime<Utc> {
    "2026-11-22T09:00:00Z".parse().expect("a time")
}

fn letter(phone: Option<&str>, headings: &[(Heading, String)]) -> Letter {
    Letter {
        patient: Some(PatientDetails {
            name: PersonName::parse("Grace Hopper").expect("a name"),
            nhs_number: None,
            nhs_number_unknown: None,
            sex: None,
            address_line_1: None,
            address_line_2: None,
            town: None,
            postcode: None,
            phone: phone.map(|phone| PhoneNumber::parse(phone).expect("a number")),
            email: Email::parse("grace@example.com").ok(),
            language: None,
            next_of_kin: None,
            registered_practice: None,
        }),
        headings: headings.iter().cloned().collect(),
        ..Letter::default()
    }
}

fn any_letter() -> impl Strategy<Value = Letter> {
    let heading = prop::sample::select(Heading::ALL.to_vec());
    let headings = prop::collection::vec((heading, "[a-z]{1,8}"), 0..8);
    let phone = prop::sample::select(vec![None, Some("07700900001"), Some("07700900002")]);
    (phone, headings).prop_map(|(phone, headings)| letter(phone, &headings))
}

fn amend(changes: Vec<Change>) -> Action {
    Action::Amend { changes }
}

fn medicines(after: &str) -> Vec<Change> {
    vec![Change {
        field: Field::Heading(Heading::Medicines),
        before: None,
        after: Some(after.to_owned()),
    }]
}

#[test]
fn a_referrer_amends_what_is_open_and_staff_acknowledge_it_once() {
    let (received, _) = Referral::receive(GP, at());
    let action = amend(medicines("Baclofen 10 mg"));
    let refused = received.clone().apply(action.clone(), STAFF, at());
    assert_eq!(refused.map(|_| ()), Err(Refusal::NotReferrer));
    let (amended, _) = received.apply(action.clone(), GP, at()).expect("open");
    assert_eq!(amended.amended_at(), Some(at()));
    assert_eq!(amended.state().code(), StateCode::Received);
    let own = amended
        .clone()
        .apply(Action::AcknowledgeAmendment, GP, at());
    assert_eq!(own.map(|_| ()), Err(Refusal::NotStaff));
    let (read, _) = amended
        .apply(Action::AcknowledgeAmendment, STAFF, at())
        .expect("amended");
    assert_eq!(read.amended_at(), None);
    let again = read
        .clone()
        .apply(Action::AcknowledgeAmendment, STAFF, at());
    assert_eq!(again.map(|_| ()), Err(Refusal::NotAmended));
    let (closed, _) = read
        .apply(Action::Withdraw { reason: None }, GP, at())
        .expect("open");
    assert_eq!(
        closed.apply(action, GP, at()).map(|_| ()),
        Err(Refusal::WrongState(StateCode::Withdrawn))
    );
}

#[test]
fn an_amendment_changes_something_to_what_the_field_can_hold() {
    let (received, _) = Referral::receive(GP, at());
    let phone = |after: &str| {
        vec![Change {
            field: Field::Phone,
            before: None,
            after: Some(after.to_owned()),
        }]
    };
    for changes in [Vec::new(), medicines(" "), phone("call me")] {
        let refused = received.clone().apply(amend(changes), GP, at());
        assert_eq!(refused.map(|_| ()), Err(Refusal::NoReason));
    }
    assert!(
        received
            .apply(amend(phone("07700900001")), GP, at())
            .is_ok()
    );
}

#[test]
fn an_answer_written_before_answers_were_kept_still_reads() {
    let old: Action = serde_json::from_str(r#"{"action":"receive_info"}"#).expect("an action");
    assert_eq!(old, Action::ReceiveInfo { answer: None });
}

proptest! {
    #[test]
    fn the_letter_shown_is_the_fold_of_what_was_sent_and_its_amendments(
        letters in prop::collection::vec(any_letter(), 1..6)
    ) {
        let sent = &letters[0];
        let (mut referral, first) = Referral::receive(GP, at());
        let mut events: Vec<Event> = vec![first];
        for pair in letters.windows(2) {
            let changes = amendment::changes(&pair[0], &pair[1]);
            if changes.is_empty() {
                continue;
            }
            let (next, event) = referral.apply(amend(changes), GP, at()).expect("sound and open");
            referral = next;
            events.push(event);
        }
        let shown = amendment::fold(sent, &events);
        prop_assert_eq!(&shown, &letters[letters.len() - 1]);
        prop_assert_eq!(amendment::fold(sent, &events[..1]), sent.clone());
        prop_assert!(amendment::changes(&shown, &shown).is_empty());
    }
}
