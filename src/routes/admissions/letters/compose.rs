//! Puts a letter together from a case as it stands.

use domain::Audience;
use domain::correspondence::{Kind, Letter, Part, Reader};
use domain::explanation::{FlagWords, SignWords};
use domain::pathway::{Level, Pathway, SafetyList};
use domain::referral::{Closed, Open, State};
use templates::letters::decline::Refused;
use templates::letters::{
    Person, Safety, SentBy, View, acknowledgement, booking, decline, offer, redirect, request,
};

use super::super::guard::Staff;
use super::super::{amendment, words};
use super::opened::Opened;
use crate::context::Context;
use crate::store::submissions::Source;

/// Who reads a letter, and where it goes.
pub struct Addressee {
    /// Whom it greets.
    pub name: String,
    /// Name and address, line by line.
    pub lines: Vec<String>,
    /// Whether there is an address below the name.
    pub addressed: bool,
}

/// Whom a letter goes to. The person's address is the one that was last amended.
pub fn addressee(opened: &Opened, reader: Reader) -> Addressee {
    let (names, address): (Vec<String>, Vec<String>) = match (reader, &opened.referrer) {
        (Reader::Referrer, Some((card, practice))) => {
            let names = vec![card.name.clone(), practice.name.clone()];
            let lines = practice.address.lines().map(str::trim);
            let lines = lines.filter(|line| !line.is_empty()).map(str::to_owned);
            (names, lines.collect())
        }
        _ => {
            let contact = amendment::contact(&opened.case, &opened.sent);
            let postcode = contact.postcode.map(|code| code.as_str().to_owned());
            let lines = [contact.address_line_1, contact.address_line_2, contact.town];
            let address = lines.into_iter().chain([postcode]).flatten();
            (vec![contact.name.as_str().to_owned()], address.collect())
        }
    };
    Addressee {
        name: names.first().cloned().unwrap_or_default(),
        addressed: !address.is_empty(),
        lines: names.into_iter().chain(address).collect(),
    }
}

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
    let view = View {
        reader,
        to: &to.lines,
        greets: &to.name,
        phone: context.app.config.hospital.phone.as_deref(),
        date: &words::day(context.now),
        reference: &case.reference.to_string(),
        received: &words::day(sent.received_at),
        person: Person {
            name: sent.contact.name.as_str(),
            born: born.as_deref(),
            nhs_number: number.as_deref(),
        },
        sent_by: sent_by(case.source),
        signs: &signs(opened, pathway, reader),
        safety: &safety(opened, pathway, reader),
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
        (
            Kind::Decline,
            State::Closed(Closed::Declined {
                reason,
                rationale,
                signpost,
            }),
        ) => {
            let reason = *reason;
            let refused = Refused {
                reason,
                rationale,
                signpost,
            };
            decline::letter(view, &refused)
        }
        (
            Kind::Redirect,
            State::Closed(Closed::Redirected {
                reason,
                rationale,
                signpost,
            }),
        ) => {
            let reason = *reason;
            let refused = Refused {
                reason,
                rationale,
                signpost,
            };
            redirect::letter(view, &refused)
        }
        _ => return None,
    })
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

/// The stored signs in the words of this reader: those that were shown to the sender, or else those that the same branch of the same
/// version of the rules has for the other audience.
fn signs(opened: &Opened, pathway: Option<&Pathway>, reader: Reader) -> Vec<SignWords> {
    let explanation = &opened.sent.explanation;
    let audience = audience(reader);
    let same = |one: &&Pathway| {
        one.version() == explanation.version && one.hash() == opened.sent.snapshot.hash
    };
    let rules = pathway.filter(same);
    let stored = explanation.signs.iter();
    let other = explanation.audience != audience;
    let in_words = |sign: &SignWords| match rules.filter(|_| other) {
        Some(rules) => reworded(sign, rules, audience),
        None => sign.clone(),
    };
    stored.map(in_words).collect()
}

/// Flags that press, in the words of this reader; to the person with the signs for getting help.
fn safety(opened: &Opened, pathway: Option<&Pathway>, reader: Reader) -> Vec<Safety> {
    let audience = audience(reader);
    let flags = opened.sent.explanation.flags.iter();
    let pressing = flags.filter(|flag| matches!(flag.level, Level::Urgent | Level::Emergency));
    let safety = |flag: &FlagWords| {
        let known = pathway.and_then(|pathway| pathway.flag(&flag.id));
        let text = known.map_or(&*flag.text, |flag| flag.text.get(audience));
        let lists = known.iter().flat_map(|flag| &flag.lists);
        let lists = lists.filter_map(|id| pathway?.safety_list(id));
        // A referrer has lists of what to act on before referring; that is past.
        let lists = lists.filter(|list| reader == Reader::Patient && list.is_for(audience));
        let words = |list: &SafetyList| {
            let items = list.items.iter().map(|item| item.get(audience).to_owned());
            (list.heading.get(audience).to_owned(), items.collect())
        };
        Safety {
            text: text.to_owned(),
            lists: lists.map(words).collect(),
        }
    };
    pressing.map(safety).collect()
}

fn audience(reader: Reader) -> Audience {
    match reader {
        Reader::Referrer => Audience::Gp,
        Reader::Patient => Audience::Patient,
    }
}

fn reworded(sign: &SignWords, rules: &Pathway, audience: Audience) -> SignWords {
    let rule = rules.signs().iter().find(|rule| rule.id == sign.id);
    let leaf = rule.and_then(|rule| rule.leaf(&sign.branch));
    leaf.map_or_else(
        || sign.clone(),
        |leaf| SignWords {
            because: leaf.because.get(audience).to_owned(),
            change: leaf
                .change
                .as_ref()
                .map(|change| change.get(audience).to_owned()),
            ..sign.clone()
        },
    )
}
