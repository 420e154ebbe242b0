//! What a practice amended after sending: shown to staff, and acknowledged by them.

use actix_web::{HttpResponse, web::Path};
use domain::letter::Letter;
use domain::referral::{self, amendment};
use templates::components::ChangeLine;

use super::guard::Staff;
use super::ownership;
use super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::security::permissions::{Action, Verb};
use crate::store::contact::Contact;
use crate::store::referrals::Case;
use crate::store::submissions::Submission;

/// Notes that an amendment was read.
pub async fn acknowledge(
    context: Context,
    staff: Staff,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let action = referral::Action::AcknowledgeAmendment;
    ownership::change(&context, &staff, &path, &form, Verb::ReadAmendment, action).await
}

/// Whether this person may acknowledge an amendment now.
pub fn may_acknowledge(staff: &Staff, case: &Case) -> bool {
    case.referral.amended_at().is_some()
        && staff.can(Action::Work(Verb::ReadAmendment, record(case)))
}

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
