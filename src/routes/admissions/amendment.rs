//! What a practice amended after sending, as staff see it.

use domain::letter::Letter;
use domain::referral::{self, amendment};
use templates::components::ChangeLine;

use crate::store::contact::Contact;
use crate::store::referrals::Case;
use crate::store::submissions::Submission;

/// The letter as it reads now.
pub fn letter(case: &Case, sent: &Submission) -> Option<Letter> {
    let sent = sent.letter.as_ref()?;
    Some(amendment::fold(sent, &case.events))
}

/// What differs between the letter that was sent and how it reads now.
pub fn lines(case: &Case, sent: &Submission) -> Vec<ChangeLine> {
    let Some((letter, now)) = sent.letter.as_ref().zip(letter(case, sent)) else {
        return Vec::new();
    };
    let changes = amendment::changes(letter, &now);
    let line = |change: referral::Change| ChangeLine {
        title: change.field.title().to_owned(),
        before: change.before,
        after: change.after,
    };
    changes.into_iter().map(line).collect()
}

/// How the person is reached now, so that nobody calls a number that was amended.
pub fn contact(case: &Case, sent: &Submission) -> Contact {
    match letter(case, sent).and_then(|letter| letter.patient) {
        Some(person) if case.events.iter().any(is_amendment) => Contact {
            phone: person.phone,
            email: person.email,
            address_line_1: person.address_line_1,
            address_line_2: person.address_line_2,
            town: person.town,
            postcode: person.postcode,
            ..sent.contact.clone()
        },
        _ => sent.contact.clone(),
    }
}

fn is_amendment(event: &referral::Event) -> bool {
    amendment::of_event(event).is_some()
}
