//! Other cases beside a case: linked, joined, and such as may be of the same person.

use chrono::NaiveDate;
use domain::referral::Holder;
use templates::admissions::case::related::{Other, Relation, Side};

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::record;
use crate::routes::admissions::words;
use crate::security::permissions::{Action, Verb};
use crate::store::contact::Contact;
use crate::store::referrals::{Case, links};
use crate::store::same_person::{Agrees, Related};
use crate::store::submissions::Submission;

/// The others as the page shows them, those that need a look first.
pub fn others(staff: &Staff, case: &Case, related: &[Related]) -> Vec<Other> {
    let linked = links(case);
    let may = |verb| staff.can(Action::Work(verb, record(case)));
    let (link, merge) = (
        may(Verb::Link),
        may(Verb::Merge) && can_merge(case, related),
    );
    let mut others: Vec<Other> = related
        .iter()
        .map(|one| {
            let relation = relation(case, one, linked.contains(&one.id));
            let apart = matches!(relation, Relation::Maybe | Relation::Linked);
            Other {
                can_merge: merge && apart && one.merged_into.is_none() && is_open(one),
                can_link: link,
                ..other(one, relation)
            }
        })
        .collect();
    others.sort_by_key(|one| match one.relation {
        Relation::Main => 0,
        Relation::Joined => 1,
        Relation::Linked => 2,
        Relation::Maybe => 3,
    });
    others
}

fn other(one: &Related, relation: Relation) -> Other {
    let [agrees, differs] = compared(one.agrees);
    let born = one.date_of_birth.map(day);
    let born = born.map_or_else(String::new, |born| format!(", born {born}"));
    Other {
        reference: one.reference.to_string(),
        relation,
        state: words::state(one.state),
        sent: format!(
            "{}, {}",
            words::source(one.source),
            words::day(one.received_at)
        ),
        person: format!("{}{born}", one.contact.name.as_str()),
        agrees,
        differs,
        unread: one.unread,
        can_link: false,
        can_merge: false,
    }
}

fn relation(case: &Case, one: &Related, linked: bool) -> Relation {
    if case.referral.merged_into() == Some(one.id) {
        Relation::Main
    } else if one.merged_into == Some(case.id) {
        Relation::Joined
    } else if linked {
        Relation::Linked
    } else {
        Relation::Maybe
    }
}

/// Whether a case may go on in another one: it is open with no admission booked, goes on in none, and none was joined to it.
fn can_merge(case: &Case, related: &[Related]) -> bool {
    let joined = related.iter().any(|one| one.merged_into == Some(case.id));
    let referral = &case.referral;
    let open = referral.state().is_open() && referral.merged_into().is_none();
    open && referral.may_leave().is_ok() && !joined
}

/// Whether work goes on on it.
pub fn is_open(one: &Related) -> bool {
    one.state.holder() != Holder::Nobody
}

/// What agrees, and what does not or is not known, in words.
fn compared(agrees: Agrees) -> [Option<String>; 2] {
    let facts = [
        ("NHS number", agrees.nhs_number),
        ("surname", agrees.surname),
        ("first name", agrees.first_name),
        ("date of birth", agrees.date_of_birth),
        ("postcode", agrees.postcode),
    ];
    [true, false].map(|same| {
        let words = facts.iter().filter(|(_, agrees)| *agrees == same);
        let words: Vec<&str> = words.map(|(words, _)| *words).collect();
        (!words.is_empty()).then(|| words.join(", "))
    })
}

/// The people of two cases side by side, as they were sent.
pub fn sides(sent: &Submission, other: &Related) -> Vec<Side> {
    let contact = |of: &Contact| {
        [
            ("Name", Some(of.name.as_str().to_owned())),
            (
                "NHS number",
                of.nhs_number.as_ref().map(ToString::to_string),
            ),
            (
                "Phone",
                of.phone.as_ref().map(|one| one.as_str().to_owned()),
            ),
            (
                "E-mail",
                of.email.as_ref().map(|one| one.as_str().to_owned()),
            ),
            ("Address", of.address_line_1.clone()),
            (
                "Postcode",
                of.postcode.as_ref().map(|one| one.as_str().to_owned()),
            ),
        ]
    };
    let (here, there) = (contact(&sent.contact), contact(&other.contact));
    let born = side(
        "Date of birth",
        sent.date_of_birth.map(day),
        other.date_of_birth.map(day),
    );
    let mut sides: Vec<Side> = here
        .into_iter()
        .zip(there)
        .map(|((what, here), (_, there))| side(what, here, there))
        .collect();
    sides.insert(1, born);
    sides.push(Side {
        same: None,
        ..side(
            "Received",
            Some(words::day(sent.received_at)),
            Some(words::day(other.received_at)),
        )
    });
    sides
}

fn side(what: &'static str, here: Option<String>, there: Option<String>) -> Side {
    let both = here.as_ref().zip(there.as_ref());
    Side {
        what,
        same: both.map(|(here, there)| here.to_lowercase() == there.to_lowercase()),
        here,
        there,
    }
}

fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
