//! A list as its address says it. What cannot be read is left out, so that every address leads to a list.

use domain::pathway::Pathways;
use domain::people::OdsCode;
use domain::referral::StateCode;
use domain::referral::casework::{Payer, Priority};
use uuid::Uuid;

use super::{coarse, token};
use crate::context::Context;
use crate::routes::admissions::HOME;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::{Action, Role};
use crate::store::referrals::dashboard::{Cursor, Filters, Owner, Queue, Sort};
use crate::store::submissions::Source;

/// A name and a value of an address.
pub type Pair = (String, String);

/// A list, and a place in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// The queue.
    pub queue: Queue,
    /// The order, where it is not the usual one of the queue.
    pub sort: Option<Sort>,
    /// What it is narrowed by.
    pub filters: Filters,
    /// What is searched for.
    pub sought: Option<Sought>,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
}

/// What is searched for, and the token that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// What was typed.
    pub text: String,
    /// As the address has it.
    pub token: String,
}

/// What an address is read by.
pub struct Reader<'a> {
    context: &'a Context,
    staff: &'a Staff,
}

/// The queues of a role, in the order in which they are shown.
pub fn queues(role: Role) -> Vec<Queue> {
    let every = Queue::EVERY.into_iter();
    every
        .filter(|queue| match queue {
            Queue::Overdue => role == Role::Lead,
            Queue::Mine => role != Role::Reporting,
            _ => true,
        })
        .collect()
}

impl<'a> Reader<'a> {
    /// For this person.
    pub fn new(context: &'a Context, staff: &'a Staff) -> Self {
        Self { context, staff }
    }

    /// Reads what can be read.
    pub fn read(&self, pairs: &[Pair]) -> Query {
        let get = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map(|(_, value)| value.trim())
        };
        let offered = queues(self.staff.actor.role);
        let queue = get("queue")
            .and_then(Queue::from_code)
            .filter(|queue| offered.contains(queue))
            .unwrap_or_default();
        let sort = get("sort")
            .and_then(Sort::from_code)
            .filter(|sort| sort.fits(queue) && *sort != queue.usual_sort());
        let order = sort.unwrap_or(queue.usual_sort());
        let filters = filters(get, &self.context.app.pathways);
        Query {
            queue,
            sort,
            filters: if self.staff.can(Action::SeeList) {
                filters
            } else {
                coarse::filters(filters)
            },
            sought: get("q").and_then(|token| self.sought(token)),
            cursor: get("from").and_then(|text| Cursor::parse(text, order)),
        }
    }

    fn sought(&self, token: &str) -> Option<Sought> {
        if !self.staff.can(Action::Search) {
            return None;
        }
        let text = token::open(&self.context.app.keyring, self.staff.actor.account, token)?;
        let token = token.to_owned();
        Some(Sought { text, token })
    }
}

/// The pairs of an address; none where it is none of ours.
pub fn pairs(query: &str) -> Vec<Pair> {
    serde_html_form::from_str(query).unwrap_or_default()
}

fn filters<'a>(get: impl Fn(&str) -> Option<&'a str>, pathways: &Pathways) -> Filters {
    let known_sign = |id: &&str| {
        pathways
            .iter()
            .any(|one| one.signs().iter().any(|s| s.id == **id))
    };
    let known_flag = |id: &&str| pathways.iter().any(|one| one.flag(id).is_some());
    let owned = |text: &str| text.to_owned();
    Filters {
        state: get("state").and_then(StateCode::from_code),
        source: get("source").and_then(Source::from_code),
        flagged: get("flagged").and_then(|value| match value {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        }),
        sign: get("sign").filter(known_sign).map(owned),
        flag: get("flag").filter(known_flag).map(owned),
        funding: get("funding").and_then(Payer::from_code),
        owner: get("owner").and_then(owner),
        priority: get("priority").and_then(Priority::from_code),
        practice: get("practice").and_then(|code| OdsCode::parse(code).ok()),
        received_from: get("received_from").and_then(|day| day.parse().ok()),
        received_to: get("received_to").and_then(|day| day.parse().ok()),
        pathway: get("pathway")
            .filter(|id| pathways.get(id).is_some())
            .map(owned),
    }
}

fn owner(value: &str) -> Option<Owner> {
    match value {
        "me" => Some(Owner::Me),
        "nobody" => Some(Owner::Nobody),
        id => Uuid::try_parse(id).ok().map(Owner::Account),
    }
}

/// The value of an owner in addresses.
pub fn owner_value(owner: Owner) -> String {
    match owner {
        Owner::Me => "me".to_owned(),
        Owner::Nobody => "nobody".to_owned(),
        Owner::Account(id) => id.to_string(),
    }
}

impl Query {
    /// The order in which it is shown.
    pub fn order(&self) -> Sort {
        self.sort.unwrap_or(self.queue.usual_sort())
    }

    /// The first page of a queue.
    pub fn of(queue: Queue) -> Self {
        Self {
            queue,
            ..Self::default()
        }
    }

    /// From its first page.
    #[must_use]
    pub fn at(&self, cursor: Option<Cursor>) -> Self {
        Self {
            cursor,
            ..self.clone()
        }
    }

    /// Without what is searched for and without a place: what can be saved.
    #[must_use]
    pub fn lasting(&self) -> Self {
        Self {
            sought: None,
            ..self.at(None)
        }
    }

    /// Without filters and search, from the first page.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            filters: Filters::default(),
            ..self.lasting()
        }
    }

    /// As an address has it: what is not set does not stand there.
    pub fn pairs(&self) -> Vec<Pair> {
        let sought = self.sought.as_ref().map(|sought| sought.token.clone());
        let mut pairs = vec![("queue".to_owned(), self.queue.code().to_owned())];
        let mut add = |name: &str, value: Option<String>| {
            pairs.extend(value.map(|value| (name.to_owned(), value)));
        };
        for (name, value) in filter_pairs(&self.filters) {
            add(name, value);
        }
        add("sort", self.sort.map(|sort| sort.code().to_owned()));
        add("q", sought);
        add("from", self.cursor.as_ref().map(Cursor::to_string));
        pairs
    }

    /// The query of its address.
    pub fn text(&self) -> String {
        serde_html_form::to_string(self.pairs()).unwrap_or_default()
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("{HOME}?{}", self.text())
    }
}

/// Each filter by its name, with its value where it is set.
pub fn filter_pairs(filters: &Filters) -> [(&'static str, Option<String>); 12] {
    let owned = |code: &str| code.to_owned();
    let yes = |flagged: bool| owned(if flagged { "yes" } else { "no" });
    [
        ("state", filters.state.map(|one| owned(one.code()))),
        ("source", filters.source.map(|one| owned(one.code()))),
        ("flagged", filters.flagged.map(yes)),
        ("sign", filters.sign.clone()),
        ("flag", filters.flag.clone()),
        ("funding", filters.funding.map(|one| owned(one.code()))),
        ("owner", filters.owner.map(owner_value)),
        ("priority", filters.priority.map(|one| owned(one.code()))),
        (
            "practice",
            filters.practice.as_ref().map(|one| owned(one.as_str())),
        ),
        (
            "received_from",
            filters.received_from.map(|day| day.to_string()),
        ),
        (
            "received_to",
            filters.received_to.map(|day| day.to_string()),
        ),
        ("pathway", filters.pathway.clone()),
    ]
}

/// The filters without one of them.
pub fn without(filters: &Filters, name: &str) -> Filters {
    let mut rest = filters.clone();
    match name {
        "state" => rest.state = None,
        "source" => rest.source = None,
        "flagged" => rest.flagged = None,
        "sign" => rest.sign = None,
        "flag" => rest.flag = None,
        "funding" => rest.funding = None,
        "owner" => rest.owner = None,
        "priority" => rest.priority = None,
        "practice" => rest.practice = None,
        "received_from" => rest.received_from = None,
        "received_to" => rest.received_to = None,
        "pathway" => rest.pathway = None,
        _ => {}
    }
    rest
}
