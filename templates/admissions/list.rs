//! Referrals as a table, each a card on a phone.

use maud::{Markup, html};

use super::bulk;
use super::case::safety::Joined;
use crate::components::{Mark, four_marks, mark, tag};

/// One referral.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub struct Line {
    /// The reference.
    pub reference: String,
    /// Grows with every change of the referral.
    pub version: i32,
    /// Name of the person.
    pub person: String,
    /// Age in years today, if the date of birth is known.
    pub age: Option<u32>,
    /// Who sent it, in words.
    pub source: &'static str,
    /// Short name and result of every sign; `None` where none was worked out.
    pub signs: Option<Vec<(String, Mark)>>,
    /// Whether its outcome asks for attention.
    pub flagged: bool,
    /// The flags, in words.
    pub flags: Vec<String>,
    /// Whether the referrer amended it since staff last read it.
    pub amended: bool,
    /// Whether the sender answered or wrote since staff last read it.
    pub news: bool,
    /// Whether a colleague gave it to its owner, who has done nothing to it since.
    pub handed: bool,
    /// Whether letters about a refusal are still to be written.
    pub letters_owed: bool,
    /// Whether something came to a referral that was joined to it, and nobody has read it.
    pub news_joined: bool,
    /// Those that were joined to it about which something is pressing.
    pub joined: Vec<Joined>,
    /// Whether it was withdrawn and one that was joined to it was not.
    pub left_open: bool,
    /// The reference of the referral that it was joined to.
    pub joined_to: Option<String>,
    /// How soon it matters, where a clinician said so.
    pub priority: Option<&'static str>,
    /// Who pays, as far as is known.
    pub funding: Option<&'static str>,
    /// Whole days since it was received.
    pub days: i64,
    /// The day it was received, in words.
    pub received: String,
    /// Where it stands, in words.
    pub state: String,
    /// Who has it.
    pub owner: Option<String>,
    /// The next day that is promised.
    pub target: Option<Target>,
    /// Its place on the waiting list, where the list is that one.
    pub place: Option<Place>,
}

/// A promised day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// How near it is.
    pub when: When,
    /// Seen from today: "Tomorrow", "3 days late".
    pub words: String,
    /// The day itself.
    pub day: String,
}

/// How near a promised day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It has passed.
    Late,
    /// Today or tomorrow.
    Soon,
    /// Later.
    Later,
}

/// A place on the waiting list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub number: i64,
    /// Whole days on the list.
    pub days: i64,
}

/// A table of referrals.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    /// What the referrals have in common.
    pub caption: &'a str,
    /// The referrals.
    pub lines: &'a [Line],
    /// Whether it is the waiting list: then places stand where targets do.
    pub places: bool,
    /// Whether referrals can be chosen, by checkboxes that belong to the bar’s form.
    pub choose: bool,
}

/// A column: class, heading.
const COLUMNS: [(&str, &str); 11] = [
    ("reference", "Reference"),
    ("person", "Person"),
    ("age", "Age"),
    ("source", "Source"),
    ("signs", "Signs"),
    ("flags", "Flags"),
    ("funding", "Funding"),
    ("owner", "Owner"),
    ("state", "State"),
    ("days", "Received"),
    ("target", "Target"),
];

/// The table.
pub fn list(table: &Table<'_>) -> Markup {
    html! {
        table class="app-cases" role="table" {
            caption class="nhsuk-u-visually-hidden" { (table.caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @if table.choose { th class="app-cases__choose" role="columnheader" scope="col" { span class="nhsuk-u-visually-hidden" { "Choose" } } }
                    @for (class, heading) in COLUMNS {
                        th class={ "app-cases__" (class) } role="columnheader" scope="col" { (named(table, class, heading)) }
                    }
                }
            }
            tbody role="rowgroup" { @for line in table.lines { (row(table, line)) } }
        }
    }
}

fn named<'a>(table: &Table<'_>, class: &str, heading: &'a str) -> &'a str {
    if table.places && class == "target" {
        "Place"
    } else {
        heading
    }
}

fn row(table: &Table<'_>, line: &Line) -> Markup {
    let last = if table.places {
        place(line)
    } else {
        target(line)
    };
    let cells: [(bool, Markup); 11] = [
        (true, reference(line)),
        (true, html! { (line.person) }),
        (line.age.is_some(), or_none(line.age, "Not given")),
        (true, html! { (line.source) }),
        (true, signs(line)),
        flags(line),
        (line.funding.is_some(), or_none(line.funding, "Not known")),
        (
            line.owner.is_some(),
            or_none(line.owner.as_deref(), "Nobody"),
        ),
        (true, html! { (line.state) }),
        (true, received(line)),
        last,
    ];
    html! {
        tr class=[line.flagged.then_some("app-cases__flagged")] role="row" data-reference=(line.reference) data-version=(line.version)
            data-flagged=(line.flagged) {
            @if table.choose { td class="app-cases__choose" role="cell" { (bulk::choose(&line.reference, line.version)) } }
            @for ((class, heading), (filled, cell)) in COLUMNS.iter().zip(cells) {
                td class={ "app-cases__" (class) @if !filled { " app-cases__blank" } } role="cell" {
                    span class="app-cases__heading" aria-hidden="true" { (named(table, class, heading)) }
                    div class="app-cases__value" { (cell) }
                }
            }
        }
    }
}

fn reference(line: &Line) -> Markup {
    html! {
        // Its id is where one comes back to from the referral.
        a class="app-cases__link" id={ "case-" (line.reference) } href={ "/admissions/referrals/" (line.reference) } { (line.reference) }
        @if let Some(priority) = line.priority {
            " " (tag(priority, if priority == "Urgent" { "red" } else { "blue" }))
        }
    }
}

/// A dash where there is nothing, so that what is there stands out; the words are for screen readers.
fn or_none(value: Option<impl maud::Render>, none: &str) -> Markup {
    html! {
        @if let Some(value) = value { (value) }
        @else { span class="app-quiet" aria-hidden="true" { "–" } span class="nhsuk-u-visually-hidden" { (none) } }
    }
}

fn signs(line: &Line) -> Markup {
    let named: Option<Vec<(&str, Mark)>> = line.signs.as_ref().map(|signs| {
        signs
            .iter()
            .map(|(name, mark)| (name.as_str(), *mark))
            .collect()
    });
    four_marks(named.as_deref())
}

/// Whether there are any, and what they are.
fn flags(line: &Line) -> (bool, Markup) {
    let joined = line.joined_to.as_ref();
    let urgent = line.joined.iter().any(|case| case.urgent);
    let any = line.flagged
        || line.amended
        || line.news
        || line.news_joined
        || line.letters_owed
        || line.handed
        || line.left_open
        || joined.is_some();
    let listed = !line.flags.is_empty() || !line.joined.is_empty();
    let shown = html! {
        @if any || urgent {
            ul class="app-tags" {
                @if urgent { li { (tag("Urgent on a joined referral", "red")) } }
                @if line.flagged { li { (tag("Flagged", "orange")) } }
                @if line.news { li { (tag("New reply", "purple")) } }
                @if line.news_joined { li { (tag("New on a joined referral", "purple")) } }
                @if line.left_open { li { (tag("Joined referral still open", "purple")) } }
                @if line.amended { li { (tag("Amended", "purple")) } }
                @if line.handed { li { (tag("Handed over", "purple")) } }
                @if line.letters_owed { li { (tag("Letter to write", "purple")) } }
                @if let Some(other) = joined { li { (tag(&format!("Joined to {other}"), "grey")) } }
            }
        }
        @if listed {
            ul class="app-cases__flaglist" {
                @for flag in &line.flags { li { (flag) } }
                @for case in &line.joined { li data-joined=(case.reference) { "In " (case.reference) ": " (case.notes.join("; ")) } }
            }
        } @else if !any { (or_none(None::<&str>, "None")) }
    };
    (any || listed, shown)
}

fn received(line: &Line) -> Markup {
    html! {
        span title=(line.received) {
            (days(line.days)) span class="nhsuk-u-visually-hidden" { ", on " (line.received) }
        }
    }
}

fn days(days: i64) -> String {
    match days {
        ..=0 => "Today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// A shape and words tell how near it is; the colour only helps the eye.
fn target(line: &Line) -> (bool, Markup) {
    let shown = html! {
        @if let Some(target) = &line.target {
            @let class = match target.when { When::Late => "late", When::Soon => "soon", When::Later => "later" };
            span class={ "app-target app-target--" (class) } title=(target.day) {
                (target.words) span class="nhsuk-u-visually-hidden" { ", " (target.day) }
            }
        } @else { (or_none(None::<&str>, "None")) }
    };
    (line.target.is_some(), shown)
}

fn place(line: &Line) -> (bool, Markup) {
    let shown = html! {
        @if let Some(place) = line.place {
            strong { "No. " (place.number) } " "
            span class="app-cases__since" {
                @match place.days { ..=0 => "since today", 1 => "for 1 day", days => { "for " (days) " days" } }
            }
        } @else { (or_none(None::<&str>, "None")) }
    };
    (line.place.is_some(), shown)
}

/// What the marks mean: every sign in order, and every shape.
pub fn legend(sentences: &[&str]) -> Markup {
    html! {
        details class="nhsuk-details" {
            summary class="nhsuk-details__summary" { span class="nhsuk-details__summary-text" { "What the marks mean" } }
            div class="nhsuk-details__text" {
                ul class="app-legend" {
                    @for result in [Mark::Met, Mark::NotMet, Mark::Unclear] { li { (mark(result)) " " (result.words()) } }
                }
                p { "From left to right:" }
                ol class="nhsuk-list nhsuk-list--number" { @for sentence in sentences { li { (sentence) } } }
                p { "Targets: a red label is late, an amber one is due today or tomorrow." }
            }
        }
    }
}
