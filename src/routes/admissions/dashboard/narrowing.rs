//! The filters of a list as a form, and those that are set as chips.

use domain::Audience;
use domain::pathway::Pathway;
use domain::referral::StateCode;
use domain::referral::casework::{Payer, Priority};
use templates::admissions::dashboard::filters::{Chip, Choice, Narrowing};

use super::query::{self, Pair, Query};
use super::words as short;
use crate::context::Context;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::{lines, words};
use crate::security::permissions::Action;
use crate::store::referrals::dashboard::{Colleague, Queue, Sort};
use crate::store::submissions::Source;

/// Who may have sent a referral.
const SOURCES: [Source; 3] = [Source::Patient, Source::SomeoneElse, Source::Gp];

/// Values with their words.
type Items = Vec<(String, String)>;

/// Form and chips.
pub fn narrowing<'a>(
    context: &Context,
    staff: &Staff,
    query: &'a Query,
    colleagues: &[Colleague],
) -> Narrowing<'a> {
    let mut choices = choices(context, query, colleagues);
    let lists = staff.can(Action::SeeList);
    if !lists {
        choices.retain(|choice| !["owner", "sort"].contains(&choice.name));
        choices.insert(0, queues(staff, query));
    }
    let set = query::filter_pairs(&query.filters);
    let chips = chips(query, &set, &choices);
    let day = |name| {
        let found = set.iter().find(|(one, _)| *one == name);
        found
            .and_then(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    Narrowing {
        hidden: hidden(query, lists),
        exact: lists,
        practice: query
            .filters
            .practice
            .as_ref()
            .map_or("", |code| code.as_str()),
        received_from: day("received_from"),
        received_to: day("received_to"),
        clear: query.cleared().address(),
        choices,
        chips,
    }
}

/// Queue and search go along with the form.
fn hidden(query: &Query, lists: bool) -> Vec<Pair> {
    let pairs = query.at(None).pairs().into_iter();
    pairs
        .filter(|(name, _)| name == "q" || (lists && name == "queue"))
        .collect()
}

fn choices(context: &Context, query: &Query, colleagues: &[Colleague]) -> Vec<Choice> {
    let set = query::filter_pairs(&query.filters);
    let value = |name: &str| {
        let found = set.iter().find(|(one, _)| *one == name);
        found
            .and_then(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let choice = |name, label, items: Items| {
        let any = std::iter::once((String::new(), "Any".to_owned()));
        Choice {
            name,
            label,
            items: any.chain(items).collect(),
            value: value(name),
        }
    };
    let pathways: Vec<&Pathway> = context.app.pathways.iter().collect();
    let mut choices = vec![
        order(query),
        choice("state", "State", states()),
        choice("owner", "Owner", owners(colleagues, &value("owner"))),
        choice(
            "priority",
            "Priority",
            coded(Priority::ALL, |one| (one.code(), one.words())),
        ),
        choice(
            "source",
            "Source",
            coded(&SOURCES, |one| (one.code(), words::source(*one))),
        ),
        choice(
            "funding",
            "Funding",
            coded(Payer::ALL, |one| (one.code(), one.words())),
        ),
        choice(
            "flagged",
            "Flagged",
            pairs(&[("yes", "Flagged"), ("no", "Not flagged")]),
        ),
        choice("sign", "Sign that is met", signs(&pathways)),
        choice("flag", "Flag", flags(&pathways)),
    ];
    if pathways.len() > 1 {
        let name = |one: &&Pathway| (one.id().to_owned(), one.name().get(Audience::Gp).to_owned());
        choices.push(choice(
            "pathway",
            "Pathway",
            pathways.iter().map(name).collect(),
        ));
    }
    choices
}

fn queues(staff: &Staff, query: &Query) -> Choice {
    let offered = query::queues(staff.actor.role);
    let item = |queue: Queue| (queue.code().to_owned(), short::queue(queue).to_owned());
    Choice {
        name: "queue",
        label: "List",
        items: offered.into_iter().map(item).collect(),
        value: query.queue.code().to_owned(),
    }
}

fn order(query: &Query) -> Choice {
    let fits = |sort: &Sort| sort.fits(query.queue);
    let item = |sort: Sort| {
        (
            sort.code().to_owned(),
            short::sort(sort, query.queue).to_owned(),
        )
    };
    Choice {
        name: "sort",
        label: "Sort by",
        items: Sort::EVERY.into_iter().filter(fits).map(item).collect(),
        value: query.order().code().to_owned(),
    }
}

fn pairs(known: &[(&str, &str)]) -> Items {
    let owned = |(code, words): &(&str, &str)| ((*code).to_owned(), (*words).to_owned());
    known.iter().map(owned).collect()
}

fn coded<T>(every: &[T], names: impl Fn(&T) -> (&'static str, &'static str)) -> Items {
    let names: Vec<_> = every.iter().map(names).collect();
    pairs(&names)
}

fn states() -> Items {
    let item = |state: StateCode| (state.code().to_owned(), words::state(state));
    StateCode::all().map(item).collect()
}

/// An owner who has left and is asked for by an old address is offered too.
fn owners(colleagues: &[Colleague], value: &str) -> Items {
    let mut items = pairs(&[("me", "Me"), ("nobody", "Nobody")]);
    items.extend(
        colleagues
            .iter()
            .map(|one| (one.id.to_string(), one.name.clone())),
    );
    if !value.is_empty() && items.iter().all(|(known, _)| known != value) {
        items.push((value.to_owned(), "Somebody who has left".to_owned()));
    }
    items
}

fn signs(pathways: &[&Pathway]) -> Items {
    let all = pathways.iter().flat_map(|pathway| pathway.signs());
    let name = |label: &str| words::capitalised(label);
    all.map(|sign| (sign.id.clone(), name(sign.label.get(Audience::Gp))))
        .collect()
}

fn flags(pathways: &[&Pathway]) -> Items {
    let each = pathways.iter().flat_map(|pathway| {
        let name = |id: &String| (id.clone(), lines::flag(Some(pathway), id));
        pathway.flags().iter().map(move |flag| name(&flag.id))
    });
    each.collect()
}

/// What is set, in words. What is searched for is the first.
fn chips(query: &Query, set: &[(&'static str, Option<String>)], choices: &[Choice]) -> Vec<Chip> {
    let sought = query.sought.iter().map(|sought| Chip {
        label: format!("Search: {}", sought.text),
        href: Query {
            sought: None,
            ..query.at(None)
        }
        .address(),
    });
    let filters = set.iter().filter_map(|(name, value)| {
        let value = value.as_deref()?;
        Some(Chip {
            label: label(name, value, choices),
            href: Query {
                filters: query::without(&query.filters, name),
                ..query.at(None)
            }
            .address(),
        })
    });
    sought.chain(filters).collect()
}

fn label(name: &str, value: &str, choices: &[Choice]) -> String {
    let day = |text: &str| {
        let day: Result<chrono::NaiveDate, _> = text.parse();
        day.map_or_else(
            |_| text.to_owned(),
            |day| day.format("%-d %B %Y").to_string(),
        )
    };
    match name {
        "practice" => return format!("Practice: {value}"),
        "received_from" => return format!("Received from: {}", day(value)),
        "received_to" => return format!("Received to: {}", day(value)),
        _ => {}
    }
    let choice = choices.iter().find(|choice| choice.name == name);
    let item = choice.and_then(|choice| choice.items.iter().find(|(code, _)| code == value));
    let words = item.map_or(value, |(_, words)| words);
    format!("{}: {words}", choice.map_or(name, |choice| choice.label))
}
