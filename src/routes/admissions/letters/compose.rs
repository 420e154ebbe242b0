//! Puts a letter together from a case as it stands.

use domain::correspondence::{Kind, Letter, Part, Reader};
use domain::referral::{Closed, Open, State};
use templates::letters::decline::Refused;
use templates::letters::{
    Person, SentBy, View, acknowledgement, booking, decline, offer, redirect, request,
};

use super::super::guard::Staff;
use super::super::words;
use super::addressee::addressee;
use super::opened::Opened;
use super::result;
use crate::context::Context;
use crate::store::submissions::Source;

/// The letter, with what was typed in its parts. `None` where the case does not stand so that it could be written.
pub fn letter(
    context: &Context,
    staff: &Staff,
    opened: &Opened,
    (kind, reader): (Kind, Reader),
    parts: &[(Part, String)],
) -> Option<Letter> {
    let (case, sent) = (&opened.case, &opened.sent);
    let to = addressee(opened, reader);
    let born = sent.date_of_birth.map(day);
    let number = sent.contact.nhs_number.as_ref().map(ToString::to_string);
    let pathway = context.app.pathways.get(&sent.explanation.pathway);
    let settings = context.app.live.get();
    let view = View {
        reader,
        to: &to.lines,
        greets: &to.name,
        phone: settings.phone.as_deref(),
        date: &words::day(context.now),
        reference: &case.reference.to_string(),
        received: &words::day(sent.received_at),
        person: Person {
            name: sent.contact.name.as_str(),
            born: born.as_deref(),
            nhs_number: number.as_deref(),
        },
        sent_by: sent_by(case.source),
        signs: &result::signs(opened, pathway, reader),
        safety: &result::safety(opened, pathway, reader),
        notice: &sent.explanation.notice,
        pathway: &sent.explanation.pathway,
        version: &sent.explanation.version,
        author: &staff.session.name,
        role: words::role(staff.actor.role),
        parts,
    };
    write(&view, kind, case.referral.state())
}

fn write(view: &View<'_>, kind: Kind, state: &State) -> Option<Letter> {
    Some(match (kind, state) {
        (Kind::Acknowledgement, _) => acknowledgement::letter(view),
        (Kind::Offer, _) => offer::letter(view),
        (Kind::Request, State::InfoRequested(wait)) => {
            request::letter(view, &wait.note, wait.until.map(day).as_deref())
        }
        (Kind::Booking, State::Open(Open::AdmissionBooked { on, .. })) => {
            booking::letter(view, &day(*on))
        }
        (Kind::Decline | Kind::Redirect, State::Closed(closed)) => return no(view, kind, closed),
        _ => return None,
    })
}

fn no(view: &View<'_>, kind: Kind, closed: &Closed) -> Option<Letter> {
    match (kind, closed) {
        (
            Kind::Decline,
            Closed::Declined {
                reason,
                rationale,
                signpost,
            },
        ) => {
            let refused = Refused {
                reason: *reason,
                rationale,
                signpost,
            };
            Some(decline::letter(view, &refused))
        }
        (
            Kind::Redirect,
            Closed::Redirected {
                reason,
                rationale,
                signpost,
            },
        ) => {
            let refused = Refused {
                reason: *reason,
                rationale,
                signpost,
            };
            Some(redirect::letter(view, &refused))
        }
        _ => None,
    }
}

fn day(day: chrono::NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn sent_by(source: Source) -> SentBy {
    match source {
        Source::Patient => SentBy::Person,
        Source::SomeoneElse => SentBy::SomeoneElse,
        Source::Gp => SentBy::Practice,
    }
}
