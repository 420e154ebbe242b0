//! Names of letters and of their parts, coded reasons for each reader, and why a letter cannot be written.

use domain::correspondence::{Kind, Part, Reader, Refusal};
use domain::referral::{DeclineReason, RedirectReason};

/// What a letter is.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Acknowledgement => "Acknowledgement",
        Kind::Request => "Request for information",
        Kind::Decline => "Decline",
        Kind::Redirect => "Redirection",
        Kind::Offer => "Offer, waiting for a bed",
        Kind::Booking => "Admission booked",
    }
}

/// Who it is written to.
pub fn reader(reader: Reader) -> &'static str {
    match reader {
        Reader::Referrer => "to the referrer",
        Reader::Patient => "to the patient",
    }
}

/// A part that may be changed, as a label.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Opening => "Opening",
        Part::Why => "Why, in plain words",
        Part::Signpost => "Where the person can turn to, in plain words",
        Part::Extra => "Anything more (optional)",
        Part::Closing => "Closing",
    }
}

/// Why a letter cannot be written.
pub fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoReferrer => {
            "There is no referrer to write to: a patient, or somebody for them, sent this."
        }
        Refusal::AskedPatient => {
            "This is asked of the patient. The practice does not see the question, so it cannot be written to the referrer."
        }
        Refusal::Joined => {
            "This referral was joined to another one. Letters are written in the one in which work goes on."
        }
        Refusal::Not(Kind::Acknowledgement) => {
            "The referral has ended, so there is nothing to acknowledge."
        }
        Refusal::Not(Kind::Request) => {
            "Nothing is being asked. Ask for information first; the letter quotes what you ask."
        }
        Refusal::Not(Kind::Decline) => "The referral has not been declined.",
        Refusal::Not(Kind::Redirect) => "The referral has not been redirected.",
        Refusal::Not(Kind::Offer) => {
            "The person is not waiting for a bed. An offer is written once the team has accepted and funding is confirmed."
        }
        Refusal::Not(Kind::Booking) => "No admission is booked.",
    }
}

/// Why the hospital says no.
pub fn declined(reason: DeclineReason, reader: Reader) -> &'static str {
    let (clinical, plain) = match reason {
        DeclineReason::ConsiderationsNotMet => (
            "The published considerations are not met",
            "Not enough of our signs match",
        ),
        DeclineReason::NotMedicallyStable => (
            "Not medically stable enough for rehabilitation now",
            "Your health needs to be more settled before a stay here",
        ),
        DeclineReason::NeedsOtherCare => (
            "Needs care that this hospital does not give",
            "You need care that we do not give here",
        ),
        DeclineReason::NoFunding => ("There is no funding", "Nobody has agreed to pay for a stay"),
        DeclineReason::NotEnoughInformation => (
            "There was not enough information",
            "We did not have enough information to decide",
        ),
        DeclineReason::Other => ("Another reason, given below", "Our reason is given below"),
    };
    of(reader, clinical, plain)
}

/// Why another service fits better.
pub fn redirected(reason: RedirectReason, reader: Reader) -> &'static str {
    let (clinical, plain) = match reason {
        RedirectReason::DiagnosisFirst => (
            "A diagnosis by a neurologist comes first",
            "You need to see a neurologist first, who can find out what is causing your symptoms",
        ),
        RedirectReason::OutpatientFirst => (
            "Outpatient treatment comes first",
            "You need to try treatment at a clinic first",
        ),
        RedirectReason::MoreUrgentCare => (
            "A more urgent service is needed",
            "You need help from a service that can see you sooner",
        ),
        RedirectReason::Under18 => (
            "A service for children and young people is needed",
            "You need a service for young people",
        ),
        RedirectReason::NearerHome => (
            "A service nearer home fits better",
            "A service nearer your home fits better",
        ),
        RedirectReason::Other => ("Another reason, given below", "Our reason is given below"),
    };
    of(reader, clinical, plain)
}

fn of(reader: Reader, clinical: &'static str, plain: &'static str) -> &'static str {
    match reader {
        Reader::Referrer => clinical,
        Reader::Patient => plain,
    }
}
