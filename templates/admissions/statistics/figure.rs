//! One figure: its title, what it counts, the drawing, and the same numbers in a table.

use maud::{Markup, html};

use crate::components::details;
use crate::components::plot::{Plot, plot};

/// What a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What was received, by week and sender.
    Arrivals,
    /// How long the first steps took.
    Times,
    /// What the rules said of each sign.
    Signs,
    /// What clinicians think of that.
    Opinions,
    /// What second readers of declines would have done.
    SecondReads,
    /// Why referrals were declined or redirected.
    Exits,
    /// Who waits for a bed.
    Waiting,
    /// Answers that could not be taken.
    Faults,
    /// How far the beds are in use.
    Occupancy,
}

impl Kind {
    /// Every kind, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Arrivals,
        Self::Times,
        Self::Signs,
        Self::Opinions,
        Self::Exits,
        Self::SecondReads,
        Self::Waiting,
        Self::Occupancy,
        Self::Faults,
    ];

    /// Its name in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Arrivals => "arrivals",
            Self::Times => "times",
            Self::Signs => "signs",
            Self::Opinions => "opinions",
            Self::SecondReads => "second-readers",
            Self::Exits => "reasons",
            Self::Waiting => "waiting-list",
            Self::Faults => "refused-answers",
            Self::Occupancy => "beds",
        }
    }

    /// The kind that a name in an address stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Arrivals => "Referrals received, by week and sender",
            Self::Times => "How long the first steps took",
            Self::Signs => "Outcomes by sign",
            Self::Opinions => "Where clinicians disagree with the rules",
            Self::SecondReads => "Second readers of declines",
            Self::Exits => "Why referrals were declined or redirected",
            Self::Waiting => "The waiting list today",
            Self::Faults => "Answers that could not be taken, by question",
            Self::Occupancy => "Beds in use, by week",
        }
    }

    /// What exactly is counted.
    pub fn counts(self) -> &'static str {
        match self {
            Self::Arrivals => {
                "Everything that was received in the period. Weeks begin on Monday; the first and the last may be cut short by the period."
            }
            Self::Times => {
                "Working days in England from the receipt, of the referrals received in the period. A circle stands where half were done, a diamond where 9 in 10 were, a dashed line at what was promised. A promise is kept when the step was done by the day promised to that very referral at its receipt, put off only while information was asked for; a step not done by then counts as not kept."
            }
            Self::Signs => {
                "What was received in the period, as the rules said when it was sent. It tells of questionnaires, and decides nothing about anybody."
            }
            Self::Opinions => {
                "Assessments that clinicians made in the period. The bars count those that disagree with what the rules said of a sign."
            }
            Self::SecondReads => {
                "Declines drawn in the period for a second reader, who reads the case without the decision."
            }
            Self::Exits => "Referrals that ended so in the period and were not reopened since.",
            Self::Waiting => {
                "Who waits for a bed now, whatever the period: open, on the list, and without a booking."
            }
            Self::Faults => {
                "How often a page of questions came back because of an answer in the period. Counts alone are kept: no answer, no person. The most frequent are shown."
            }
            Self::Occupancy => {
                "Nights that beds were taken, of the nights that they were there for somebody, whoever sent the referral. Beds of today are counted for the whole period."
            }
        }
    }
}

/// Numbers in rows.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The names of the columns.
    pub headings: Vec<String>,
    /// The cells; the first of each row names it.
    pub rows: Vec<Vec<String>>,
}

/// A figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What it is about.
    pub kind: Kind,
    /// The drawing.
    pub plot: Plot,
    /// The same numbers, and more of them.
    pub table: Table,
    /// Where the table is downloaded.
    pub download: String,
}

/// The figure on its card.
pub fn draw(figure: &Figure) -> Markup {
    let (kind, id) = (figure.kind, figure.kind.code());
    let heading = format!("{id}-title");
    html! {
        section class="app-statistics__card" aria-labelledby=(heading) {
            h2 class="nhsuk-heading-m" id=(heading) { (kind.title()) }
            figure class="app-statistics__figure" {
                (plot(&figure.plot, kind.title(), id))
                figcaption class="app-quiet" { (kind.counts()) }
            }
            (details("The numbers as a table", html! {
                (table(&figure.table, kind.title()))
                p {
                    a href=(figure.download) download { "Download as CSV" span class="nhsuk-u-visually-hidden" { ": " (kind.title()) } }
                }
            }))
        }
    }
}

fn table(table: &Table, title: &str) -> Markup {
    html! {
        // Many columns may need more room than the card has: they scroll within it, by keyboard too.
        div class="app-statistics__scroll" role="region" aria-label={ (title) ", table" } tabindex="0" {
            table class="nhsuk-table-responsive app-statistics__table" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { (title) }
                thead class="nhsuk-table__head" {
                    tr { @for heading in &table.headings { th scope="col" { (heading) } } }
                }
                tbody class="nhsuk-table__body" {
                    @for row in &table.rows { (draw_row(&table.headings, row)) }
                }
            }
        }
    }
}

fn draw_row(headings: &[String], row: &[String]) -> Markup {
    html! {
        tr class="nhsuk-table__row" {
            @for (at, (heading, cell)) in headings.iter().zip(row).enumerate() { (draw_cell(at == 0, heading, cell)) }
        }
    }
}

fn draw_cell(names_row: bool, heading: &str, cell: &str) -> Markup {
    let label =
        html! { span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " } };
    html! {
        @if names_row {
            th class="nhsuk-table__cell nhsuk-table__header" scope="row" { (label) (cell) }
        } @else {
            td class="nhsuk-table__cell" { (label) (cell) }
        }
    }
}
