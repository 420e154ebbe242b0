//! The way to a bed in words.

use chrono::{NaiveDate, NaiveTime};
use domain::people::Reference;
use domain::referral::casework::{Appointment, Bed, Funding, FundingCheck, Outcome, Payer};
use templates::admissions::progress::{Check, Link, Step};

use super::{Offered, Stay};
use crate::routes::admissions::casework;
use crate::security::permissions::Verb;
use crate::store::referrals::Case;
use crate::store::waiting_list::Place;

/// A day: "4 December 2026".
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// A time of day: "2:30pm".
pub fn time(time: NaiveTime) -> String {
    time.format("%-I:%M%P").to_string()
}

/// Days of a stay: "4 December 2026 to 2 January 2027".
pub fn from_to(from: NaiveDate, to: NaiveDate) -> String {
    format!("{} to {}", date(from), date(to))
}

/// How an assessment is held, and where: "Video call: the link is in the letter".
pub fn way(appointment: &Appointment) -> String {
    let way = appointment.way.words();
    match &appointment.place {
        Some(place) => format!("{way}: {place}"),
        None => way.to_owned(),
    }
}

/// The day of an assessment, with its time where that was agreed.
pub fn when(on: NaiveDate, appointment: Option<&Appointment>) -> String {
    match appointment {
        Some(appointment) => format!("{} at {}", date(on), time(appointment.time)),
        None => date(on),
    }
}

/// What of the checklist for payment is not done.
pub fn undone(funding: Option<&Funding>) -> Vec<FundingCheck> {
    let done = |check: FundingCheck| funding.is_some_and(|known| known.done.contains(&check));
    let all = FundingCheck::ALL.iter().copied();
    all.filter(|check| !done(*check)).collect()
}

/// The whole checklist.
pub fn checks(funding: Option<&Funding>) -> Vec<Check> {
    let undone = undone(funding);
    let check = |check: &FundingCheck| Check {
        words: check.words(),
        done: !undone.contains(check),
    };
    FundingCheck::ALL.iter().map(check).collect()
}

/// That the team decides, and when it meets.
pub fn to_team(meeting: Option<NaiveDate>) -> String {
    let what = "Sent to the team for a decision";
    match meeting {
        Some(on) => format!("{what}, meeting on {}", date(on)),
        None => what.to_owned(),
    }
}

/// That the team decides later, and when it meets again.
pub fn deferred(next: Option<NaiveDate>) -> String {
    match next {
        Some(on) => format!(
            "The team meets again on {}, since it could not decide",
            date(on)
        ),
        None => "The team could not decide yet".to_owned(),
    }
}

/// An admission that is booked, with the bed if one is kept.
pub fn booked(on: NaiveDate, bed: Option<&Bed>) -> String {
    match bed {
        Some(bed) => format!("Admission booked: {}, {}", bed.name, from_to(on, bed.until)),
        None => format!("Admission booked for {}", date(on)),
    }
}

/// That somebody did not come after all, and what follows.
pub fn not_admitted(reason: &str, booked: Option<NaiveDate>) -> String {
    match booked {
        Some(on) => format!(
            "Not admitted after all, booked again for {}: {reason}",
            date(on)
        ),
        None => format!("Not admitted after all, waits for a bed again: {reason}"),
    }
}

pub(super) fn waits_for_triage() -> Step {
    let mut step = Step::new("Triage", "Waits for a clinician".to_owned());
    let why = "No clinician has said yet what they think of the signs. An assessment is arranged after that.";
    step.lines.push(why.to_owned());
    step
}

pub(super) fn appointment(case: &Case, offered: Offered<'_>) -> Step {
    let mut step = Step::new("Assessment", when(offered.on, offered.appointment));
    if let Some(appointment) = offered.appointment {
        step.lines.push(way(appointment));
        step.lines.push(format!("With {}", appointment.with));
        step.links.push(Link {
            words: "Add to a calendar (.ics)",
            href: format!("/admissions/referrals/{}/assessment.ics", case.reference),
        });
    }
    step
}

pub(super) fn assessed((on, outcome, findings): (NaiveDate, Outcome, &str)) -> Step {
    let mut step = Step::new("Assessed", format!("{}: {}", date(on), outcome.words()));
    step.lines.push(findings.to_owned());
    step
}

pub(super) fn turned_down(reference: Reference) -> Step {
    let mut step = Step::new(
        "Team’s decision",
        "The team did not accept. The referral is still open: decline it or redirect it."
            .to_owned(),
    );
    for (verb, words) in [(Verb::Decline, "Decline"), (Verb::Redirect, "Redirect")] {
        step.links.extend(casework::code_of(verb).map(|code| Link {
            words,
            href: format!("/admissions/referrals/{reference}/{code}"),
        }));
    }
    step
}

/// What is still to do about payment is no question any more once the person is `here`.
pub(super) fn funding(funding: &Funding, here: bool) -> Step {
    let payer = match funding.payer {
        Payer::Unknown => "It is not known who pays".to_owned(),
        payer => format!("Payer: {}", payer.words()),
    };
    let mut step = Step::new("Funding", payer);
    if let Some(authorisation) = &funding.authorisation {
        step.lines.push(format!("Authorisation: {authorisation}"));
    }
    if !here {
        step.checks = checks(Some(funding));
    }
    step
}

pub(super) fn place(place: Place) -> Step {
    let words = format!("Place {} of {}", place.place, place.of);
    let mut step = Step::new("Waiting list", words);
    step.links.push(Link {
        words: "Waiting list",
        href: "/admissions/waiting-list".to_owned(),
    });
    step
}

/// The admission that is booked.
pub(super) fn booking((on, bed): (NaiveDate, Option<&Bed>)) -> Step {
    let words = match bed {
        Some(bed) => format!("{}: {}", bed.name, from_to(on, bed.until)),
        None => format!("{}, no bed yet", date(on)),
    };
    let mut step = Step::new("Admission", words);
    step.links.push(Link {
        words: "Beds at that time",
        href: format!("/admissions/beds?month={}", on.format("%Y-%m")),
    });
    step
}

/// That the person came, which bed they have, and until when; a planned day that has passed asks to be looked at.
pub(super) fn admitted(
    (on, left): (NaiveDate, Option<NaiveDate>),
    stay: Option<Stay<'_>>,
    today: NaiveDate,
) -> Step {
    let mut step = Step::new("Admission", format!("Admitted on {}", date(on)));
    if let Some(stay) = stay {
        step.lines.push(stay.bed.name.clone());
        let month = stay.from.format("%Y-%m");
        step.links.push(Link {
            words: "Beds at that time",
            href: format!("/admissions/beds?month={month}"),
        });
    }
    let planned = stay.filter(|stay| !stay.left).map(|stay| stay.until);
    step.lines.extend(match (left, planned) {
        (Some(left), _) => Some(format!("Discharged on {}", date(left))),
        (None, Some(until)) if until <= today => Some(format!(
            "Planned day of discharge: {}. Record the discharge, or change the day: the bed counts as free from then on.",
            date(until)
        )),
        (None, Some(until)) => Some(format!("Planned day of discharge: {}", date(until))),
        (None, None) => None,
    });
    step
}
