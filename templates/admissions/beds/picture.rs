//! `/admissions/beds`: two months of beds. Beds are rows, days are columns; it scrolls in a region of its own, and what it shows
//! stands in words below.

use maud::{Markup, html};

use crate::components::{inset, tag};
use crate::layout::{self, Chrome, Frame};

/// A day of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Day of the month.
    pub number: u32,
    /// The whole date.
    pub words: String,
    /// First letter of the day of the week.
    pub letter: &'static str,
    /// Whether it is a Saturday or a Sunday.
    pub weekend: bool,
    /// Whether it is today.
    pub today: bool,
    /// Beds in which somebody stays.
    pub taken: u32,
    /// Beds that are left.
    pub free: u32,
}

/// A bed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its unit.
    pub unit: String,
    /// Its name.
    pub bed: String,
    /// Last part of its address.
    pub id: String,
    /// The day from which it is not used any more.
    pub gone: Option<String>,
    /// The days in order.
    pub cells: Vec<Cell>,
    /// What takes it, in order.
    pub spells: Vec<Spell>,
}

/// One or more days of a bed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A day on which nobody has it; `gone` where it is not used any more.
    Free {
        /// Whether the bed is closed for good by then.
        gone: bool,
    },
    /// Days on which it is taken, as far as the picture shows them.
    Taken {
        /// How many.
        days: u32,
        /// By which of the line's spells.
        spell: usize,
        /// Whether it begins here, and not before the picture.
        begins: bool,
        /// Whether it ends here, and not after the picture.
        ends: bool,
    },
}

/// A stay or a closure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// What it is.
    pub kind: SpellKind,
    /// Its days, in words.
    pub days: String,
}

/// A stay or a closure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpellKind {
    /// Somebody's stay.
    Stay {
        /// The reference.
        reference: String,
        /// The person's name.
        name: String,
        /// Whether the person is in, or was.
        admitted: bool,
    },
    /// The bed is closed.
    Closure {
        /// Why.
        reason: String,
    },
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The months, each with the number of its days.
    pub months: &'a [(String, u32)],
    /// The days.
    pub days: &'a [Day],
    /// The beds.
    pub lines: &'a [Line],
    /// References of those who are in although their planned day of discharge has come.
    pub overstays: &'a [String],
    /// Address of the picture one month earlier.
    pub before: &'a str,
    /// Address of the picture one month later.
    pub after: &'a str,
    /// Address of the present months, unless they are shown.
    pub present: Option<&'a str>,
    /// Whether this person changes units, beds and closures.
    pub manages: bool,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Beds")
    };
    layout::page(
        &chrome,
        html! {
            h1 { "Beds" }
            @if view.manages { p { a href="/admissions/beds/units" { "Units, beds and closures" } } }
            (overstays(view.overstays))
            @if view.lines.is_empty() {
                (inset(html! { p { "There are no beds yet." } }))
            } @else {
                h2 class="app-beds__months" id="months" { (between(view.months)) }
                (pages(view))
                (picture(view))
                (legend())
                h2 { "In words" }
                (in_words(view.lines))
            }
        },
    )
}

fn between(months: &[(String, u32)]) -> String {
    let names: Vec<&str> = months.iter().map(|(name, _)| name.as_str()).collect();
    // The year stands once where it is the same.
    match names[..] {
        [one, other] => match (one.split_once(' '), other.split_once(' ')) {
            (Some((month, year)), Some((_, same))) if year == same => {
                format!("{month} and {other}")
            }
            _ => format!("{one} and {other}"),
        },
        _ => names.join(" and "),
    }
}

fn pages(view: &View<'_>) -> Markup {
    html! {
        nav class="app-beds__pages" aria-label="Months" {
            a href=(view.before) rel="prev" { "One month earlier" }
            @if let Some(present) = view.present { a href=(present) { "This month" } }
            a href=(view.after) rel="next" { "One month later" }
            @if view.days.iter().any(|day| day.today) { a href="#today" { "Scroll to today" } }
        }
    }
}

fn picture(view: &View<'_>) -> Markup {
    html! {
        div class="app-beds" role="region" aria-labelledby="months" tabindex="0" {
            table class="app-beds__table" {
                caption class="nhsuk-u-visually-hidden" { "Beds by day. Stays and closures also stand in words below." }
                thead {
                    tr {
                        td class="app-beds__corner" {}
                        @for (month, days) in view.months { th class="app-beds__month" scope="colgroup" colspan=(days) { span { (month) } } }
                    }
                    tr {
                        th class="app-beds__corner" scope="col" { "Bed" }
                        @for day in view.days { (heading(day)) }
                    }
                }
                @for lines in view.lines.chunk_by(|one, next| one.unit == next.unit) {
                    tbody {
                        (unit(&lines[0], view.days.len()))
                        @for line in lines { (row(line, view.days)) }
                    }
                }
                tfoot {
                    (numbers("Taken", view.days, |day| day.taken))
                    (numbers("Free", view.days, |day| day.free))
                }
            }
        }
    }
}

fn of_day(day: &Day) -> &'static str {
    match (day.today, day.weekend) {
        (true, _) => "app-beds__today",
        (false, true) => "app-beds__weekend",
        (false, false) => "app-beds__weekday",
    }
}

fn heading(day: &Day) -> Markup {
    html! {
        th class={ "app-beds__day " (of_day(day)) } id=[day.today.then_some("today")] scope="col" aria-current=[day.today.then_some("date")] {
            span class="nhsuk-u-visually-hidden" { (day.words) @if day.today { ", today" } }
            span class="app-beds__letter" aria-hidden="true" { (day.letter) }
            span aria-hidden="true" { (day.number) }
        }
    }
}

fn unit(line: &Line, days: usize) -> Markup {
    html! {
        tr class="app-beds__unit" {
            th scope="rowgroup" { (line.unit) }
            td colspan=(days) {}
        }
    }
}

fn row(line: &Line, days: &[Day]) -> Markup {
    let mut at = 0;
    let mut cells = Vec::with_capacity(line.cells.len());
    for cell in &line.cells {
        cells.push(self::cell(line, *cell, &days[at]));
        at += match cell {
            Cell::Free { .. } => 1,
            Cell::Taken { days, .. } => *days as usize,
        };
    }
    html! {
        tr data-bed=(line.bed) {
            th class="app-beds__bed" scope="row" {
                (line.bed)
                @if line.gone.is_some() { span class="app-quiet" { " (closed)" } }
            }
            @for cell in cells { (cell) }
        }
    }
}

fn cell(line: &Line, cell: Cell, day: &Day) -> Markup {
    let Cell::Taken {
        days,
        spell,
        begins,
        ends,
    } = cell
    else {
        let gone = cell == Cell::Free { gone: true };
        return html! {
            td class={ (of_day(day)) @if gone { " app-beds__gone" } } {
                @if gone { span class="nhsuk-u-visually-hidden" { "Not in use" } }
            }
        };
    };
    let spell = &line.spells[spell];
    let open = match (begins, ends) {
        (true, true) => "",
        (false, true) => " app-beds__spell--before",
        (true, false) => " app-beds__spell--after",
        (false, false) => " app-beds__spell--before app-beds__spell--after",
    };
    html! {
        td class="app-beds__taken" colspan=(days) {
            @match &spell.kind {
                SpellKind::Stay { reference, name, admitted } => {
                    a class={ "app-beds__spell app-beds__spell--" (stay_class(*admitted)) (open) } href={ "/admissions/referrals/" (reference) } {
                        span class="app-beds__words" { (reference) " " (name) }
                        span class="nhsuk-u-visually-hidden" { ", " (stay_words(*admitted)) ", " (spell.days) }
                    }
                }
                SpellKind::Closure { reason } => {
                    span class={ "app-beds__spell app-beds__spell--closed" (open) } {
                        span class="app-beds__words" { "Closed: " (reason) }
                        span class="nhsuk-u-visually-hidden" { ", " (spell.days) }
                    }
                }
            }
        }
    }
}

/// Who should have left: the picture shows their beds as free.
fn overstays(references: &[String]) -> Markup {
    html! {
        @if !references.is_empty() {
            (inset(html! {
                p {
                    @if references.len() == 1 { "The planned day of discharge of 1 person has come" }
                    @else { "The planned day of discharge of " (references.len()) " people has come" }
                    ". The bed counts as free from that day on. Record the discharge, or change the day:"
                }
                ul data-overstays {
                    @for reference in references {
                        li { a class="app-reference" href={ "/admissions/referrals/" (reference) } { (reference) } }
                    }
                }
            }))
        }
    }
}

fn stay_class(admitted: bool) -> &'static str {
    if admitted { "in" } else { "booked" }
}

fn stay_words(admitted: bool) -> &'static str {
    if admitted { "admitted" } else { "booked" }
}

fn numbers(title: &str, days: &[Day], of: impl Fn(&Day) -> u32) -> Markup {
    html! {
        tr class="app-beds__numbers" data-numbers=(title) {
            th scope="row" { (title) }
            @for day in days { td class=(of_day(day)) { (of(day)) } }
        }
    }
}

fn legend() -> Markup {
    html! {
        ul class="app-beds__legend" {
            li { span class="app-beds__spell app-beds__spell--in" { span class="app-beds__words" { "Admitted" } } " filled: the person is in, or was" }
            li { span class="app-beds__spell app-beds__spell--booked" { span class="app-beds__words" { "Booked" } } " broken line: the bed is kept" }
            li { span class="app-beds__spell app-beds__spell--closed" { span class="app-beds__words" { "Closed" } } " hatched: the bed is closed" }
        }
    }
}

const COLUMNS: [&str; 4] = ["Bed", "What", "Who or why", "Days"];

fn in_words(lines: &[Line]) -> Markup {
    let all = || {
        lines
            .iter()
            .flat_map(|line| line.spells.iter().map(move |spell| (line, spell)))
    };
    html! {
        @if all().next().is_none() {
            p { "All beds are free in these months." }
        } @else {
            table class="nhsuk-table-responsive app-list" role="table" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "Stays and closures in these months" }
                thead class="nhsuk-table__head" role="rowgroup" {
                    tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
                }
                tbody class="nhsuk-table__body" role="rowgroup" { @for (line, spell) in all() { (words(line, spell)) } }
            }
        }
    }
}

fn words(line: &Line, spell: &Spell) -> Markup {
    let (what, who) = match &spell.kind {
        SpellKind::Stay {
            reference,
            name,
            admitted,
        } => (
            if *admitted {
                tag("Admitted", "blue")
            } else {
                tag("Booked", "green")
            },
            html! { a class="app-list__reference" href={ "/admissions/referrals/" (reference) } { (reference) } " " (name) },
        ),
        SpellKind::Closure { reason } => (tag("Closed", "grey"), html! { (reason) }),
    };
    let cells = [
        html! { (line.unit) ", " (line.bed) },
        what,
        who,
        html! { (spell.days) },
    ];
    html! {
        tr class="nhsuk-table__row" role="row" data-spell {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-list__value app-break" { (cell) }
                }
            }
        }
    }
}
