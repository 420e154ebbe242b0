//! `/admissions/retention`: closed cases that are deleted soon, and those that are held.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, Row, error_summary, form, inset, submit, summary_list, tag, text_input,
    textarea, warning,
};
use crate::layout::{self, Chrome, Frame};

/// Which cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Group {
    /// Closed without an admission.
    #[default]
    Others,
    /// Admitted.
    Admitted,
    /// On hold for legal reasons.
    Held,
}

impl Group {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Others, Self::Admitted, Self::Held];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Others => "not-admitted",
            Self::Admitted => "admitted",
            Self::Held => "held",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Others => "Without an admission",
            Self::Admitted => "After an admission",
            Self::Held => "Legal holds",
        }
    }
}

/// A case in words.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Its reference.
    pub reference: String,
    /// Where it stands.
    pub state: String,
    /// When it was closed.
    pub closed: Option<String>,
    /// Until when it is kept.
    pub until: Option<String>,
    /// Whether that is over.
    pub ended: bool,
    /// Whether a legal hold keeps it.
    pub held: bool,
    /// The case that it was joined to.
    pub joined_to: Option<String>,
}

/// What the list shows. Control: `find`, in the address.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Which cases.
    pub group: Group,
    /// Years after an admission, and years without one.
    pub years: (u32, u32),
    /// How many days the list looks ahead.
    pub ahead: u32,
    /// The cases.
    pub lines: &'a [Line],
    /// Address of the part after.
    pub next: Option<&'a str>,
    /// The reference that was looked for and not found.
    pub not_found: Option<&'a str>,
}

const COLUMNS: [&str; 5] = ["Reference", "State", "Closed", "Kept until", "Hold"];

/// The list.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view
        .not_found
        .map(|_| Problem {
            control: "find".to_owned(),
            message: "There is no case with this reference".to_owned(),
        })
        .into_iter()
        .collect();
    let chrome = Chrome {
        wide: true,
        ..view.frame.titled("Retention")
    };
    let chrome = chrome
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    let (admitted, others) = view.years;
    layout::page(
        &chrome,
        html! {
            (error_summary(&problems))
            h1 { "Retention" }
            p class="app-text" {
                "A closed case is deleted with everything that belongs to it: " (admitted) " years after an admission, "
                (others) " years without one. It is done within minutes of that time, unless a legal hold keeps the case. "
                a href="/admissions/settings" { "Change the years" } "."
            }
            (find(view.not_found.unwrap_or_default(), &problems))
            nav class="app-admin-tabs" aria-label="Cases" {
                ul {
                    @for group in Group::ALL {
                        li {
                            a href={ "/admissions/retention?group=" (group.code()) }
                                aria-current=[(group == view.group).then_some("page")] { (group.title()) }
                        }
                    }
                }
            }
            (list(view))
        },
    )
}

fn find(value: &str, problems: &[Problem]) -> Markup {
    let field = Field {
        name: "find",
        label: "Find a case by its reference, to set a legal hold or see until when it is kept",
        error: message_for(problems, "find"),
        ..Field::default()
    };
    let input = Input {
        value,
        width: 20,
        ..Input::default()
    };
    html! {
        search class="app-search" {
            form method="get" action="/admissions/retention" { (text_input(&field, &input)) (submit("Find")) }
        }
    }
}

fn list(view: &View<'_>) -> Markup {
    html! {
        h2 { (view.group.title()) }
        @if view.group != Group::Held {
            p { "Cases whose time ends within " (view.ahead) " days or has ended, the longest closed first." }
        }
        @if view.lines.is_empty() {
            (inset(html! { p { "There is none." } }))
        } @else {
            table class="nhsuk-table-responsive app-admin-table" role="table" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { (view.group.title()) }
                thead class="nhsuk-table__head" role="rowgroup" {
                    tr role="row" { @for column in COLUMNS { th role="columnheader" scope="col" { (column) } } }
                }
                tbody class="nhsuk-table__body" role="rowgroup" { @for line in view.lines { (row(line)) } }
            }
        }
        @if let Some(href) = view.next {
            nav class="app-pagination" aria-label="Parts of the list" { a href=(href) rel="next" { "Next" } }
        }
    }
}

fn row(line: &Line) -> Markup {
    let cells = [
        html! { a href={ "/admissions/retention/" (line.reference) } { (line.reference) } },
        html! {
            (line.state)
            @if let Some(other) = &line.joined_to { span class="app-admin-table__more app-quiet" { "Joined to " (other) " and deleted with it" } }
        },
        html! { @if let Some(closed) = &line.closed { (closed) } @else { span class="app-quiet" { "Open" } } },
        html! {
            @if let Some(until) = &line.until { (until) } @else { span class="app-quiet" { "Not while it is open" } }
            @if line.ended && !line.held { " " (tag("Due", "orange")) }
        },
        html! { @if line.held { (tag("Held", "purple")) } @else { span class="app-quiet" { "None" } } },
    ];
    html! {
        tr class="nhsuk-table__row" role="row" data-reference=(line.reference) {
            @for (heading, cell) in COLUMNS.iter().zip(cells) {
                td class="nhsuk-table__cell" role="cell" {
                    span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                    div class="app-admin-table__value" { (cell) }
                }
            }
        }
    }
}

/// Most characters of a reason.
pub const REASON: u32 = 1000;

/// A hold in words.
#[derive(Debug, Clone, Default)]
pub struct Hold {
    /// Which.
    pub id: String,
    /// Why it was set.
    pub reason: String,
    /// When and by whom.
    pub set: String,
    /// When and by whom it was lifted, and why.
    pub lifted: Option<(String, String)>,
}

/// What came of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
    /// It was done.
    Done,
    /// There was no reason, or too long a one.
    NoReason,
    /// Somebody else was first; what had been written.
    TooLate(&'a str),
}

/// What the page of one case shows. Controls: `reason`, and `hold` where one is lifted.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The case.
    pub line: &'a Line,
    /// Its holds, the last first.
    pub holds: &'a [Hold],
    /// What stands in the form.
    pub reason: &'a str,
    /// What came of it.
    pub told: Option<Told<'a>>,
}

/// One case: until when it is kept, and its holds.
pub fn case(view: &Case<'_>) -> Markup {
    let error = view.told == Some(Told::NoReason);
    let message = format!("Enter the reason, in at most {REASON} characters");
    let problems: Vec<Problem> = error
        .then_some(Problem {
            control: "reason".to_owned(),
            message,
        })
        .into_iter()
        .collect();
    let chrome = view
        .frame
        .titled("Retention of a case")
        .with_error(error)
        .with_back(Some("/admissions/retention"));
    let line = view.line;
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                @match view.told {
                    Some(Told::Done) => div role="status" { (inset(html! { p { "It is done." } })) },
                    Some(Told::TooLate(text)) => (too_late(text)),
                    Some(Told::NoReason) | None => {},
                }
                h1 { "Retention of " (line.reference) }
                (summary_list(&rows(line)))
                p { a href={ "/admissions/referrals/" (line.reference) } { "Open the case" } }
                h2 { "Legal holds" }
                (holds(view.holds))
                (change(view, &problems))
            }
        },
    )
}

fn too_late(text: &str) -> Markup {
    warning(
        "Somebody else was first",
        html! {
            p { "The hold was set or lifted while you had this page open. Look at what is there now. Nothing of yours was saved; you had written:" }
            p class="app-lines" data-kept { (text) }
        },
    )
}

fn rows(line: &Line) -> Vec<Row> {
    let row = |key: &str, value: Option<&str>| Row {
        key: key.to_owned(),
        value: value.into_iter().map(str::to_owned).collect(),
        change: None,
    };
    let until = match (&line.until, line.held) {
        (_, true) => "Until the hold is lifted, at least",
        (Some(until), false) => until,
        (None, false) => "As long as it is open, and then for the period of closed cases",
    };
    let mut rows = vec![
        row("State", Some(&line.state)),
        row("Closed", Some(line.closed.as_deref().unwrap_or("No"))),
        row("Kept until", Some(until)),
    ];
    if let Some(other) = &line.joined_to {
        rows.push(row("Joined to", Some(other)));
    }
    rows
}

fn holds(holds: &[Hold]) -> Markup {
    html! {
        @if holds.is_empty() { p class="app-quiet" { "There was none." } }
        @else {
            ul class="app-timeline" {
                @for hold in holds {
                    li {
                        p class="app-timeline__what" { @if hold.lifted.is_some() { "Lifted" } @else { "In force" } }
                        p class="app-lines" { (hold.reason) }
                        p class="app-quiet" { "Set " (hold.set) }
                        @if let Some((when, why)) = &hold.lifted {
                            p class="app-lines" { (why) }
                            p class="app-quiet" { "Lifted " (when) }
                        }
                    }
                }
            }
        }
    }
}

fn change(view: &Case<'_>, problems: &[Problem]) -> Markup {
    let live = view.holds.iter().find(|hold| hold.lifted.is_none());
    let (heading, verb, button) = if live.is_some() {
        ("Lift the hold", "lift", "Lift hold")
    } else {
        ("Set a hold", "hold", "Set hold")
    };
    let field = Field {
        name: "reason",
        label: "Reason",
        hint: Some("Such as the number of a complaint or claim, and who asked."),
        error: message_for(problems, "reason"),
        ..Field::default()
    };
    let action = format!("/admissions/retention/{}/{verb}", view.line.reference);
    html! {
        h3 { (heading) }
        (form(&action, view.frame.csrf, view.nonce, html! {
            @if let Some(hold) = live { input type="hidden" name="hold" value=(hold.id); }
            (textarea(&field, view.reason, REASON, 4))
            (submit(button))
        }))
    }
}
