//! How the person a case is about is reached, and whether they may be sent mail. The mail says that they should call, and nothing
//! about their health or their referral.

use domain::referral::amendment;

use crate::store::contact::Contact;
use crate::store::referrals::Case;
use crate::store::submissions::Submission;

/// How the person is reached now, so that nobody uses a number or an address that was amended.
pub fn contact(case: &Case, sent: &Submission) -> Contact {
    let letter = sent.letter.as_ref();
    let letter = letter.map(|letter| amendment::fold(letter, &case.events));
    let amended = |event| amendment::of_event(event).is_some();
    match letter.and_then(|letter| letter.patient) {
        Some(person) if case.events.iter().any(amended) => Contact {
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

/// Where a patient is asked to call, and which number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PleaseCall {
    /// Their address.
    pub to: String,
    /// The hospital's number.
    pub phone: String,
}

/// Why a patient gets no mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMail {
    /// There is no address.
    AddressMissing,
    /// They said that no message may be left.
    MessagesRefused,
    /// The hospital has no number to call.
    NumberMissing,
}

impl NoMail {
    /// In the middle of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::AddressMissing => "there is no e-mail address",
            Self::MessagesRefused => "no message may be left for them",
            Self::NumberMissing => "the hospital’s telephone number is not set",
        }
    }
}

/// Whether a patient who is asked something gets mail, at the address as it was last amended. `phone` is the hospital's number.
pub fn by_mail(
    case: &Case,
    sent: &Submission,
    phone: Option<String>,
) -> Result<PleaseCall, NoMail> {
    let contact = contact(case, sent);
    let email = contact.email.ok_or(NoMail::AddressMissing)?;
    if contact.message_ok == Some(false) {
        return Err(NoMail::MessagesRefused);
    }
    Ok(PleaseCall {
        to: email.as_str().to_owned(),
        phone: phone.ok_or(NoMail::NumberMissing)?,
    })
}
