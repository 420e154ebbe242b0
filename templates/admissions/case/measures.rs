//! Measures: numbers for staff, each with its day and who took it; per scale a line over time, and the table that says the same.

use maud::{Markup, html};

use super::line;

/// One measure.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The day, in words.
    pub day: String,
    /// The total.
    pub value: u16,
    /// Its parts, in words.
    pub parts: Option<String>,
    /// Who recorded it.
    pub who: String,
    /// Where its day lies between the first and the last, in thousandths.
    pub place: u16,
}

/// The measures of one scale.
#[derive(Debug, Clone)]
pub struct Series {
    /// A code for the ids of the page.
    pub code: &'static str,
    /// The scale's name.
    pub name: &'static str,
    /// Its lowest and highest value.
    pub range: (u16, u16),
    /// The measures, the newest first.
    pub taken: Vec<Taken>,
}

/// What the part shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The scales that were used.
    pub series: &'a [Series],
    /// Where the RCS-E and others are recorded, if whoever looks may.
    pub record: Option<(&'a str, &'a str)>,
}

/// The part.
pub fn part(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="measures" data-measures {
            h2 id="measures" { "Measures" }
            p class="app-quiet" { "Staff only. They indicate need of resources and feed no sign." }
            @if let Some((rcs, other)) = view.record {
                p class="app-links" { a href=(rcs) { "Record RCS-E" } a href=(other) { "Record another measure" } }
            }
            @if view.series.is_empty() { p class="app-quiet" { "None recorded." } }
            @for series in view.series { (one(series)) }
        }
    }
}

fn one(series: &Series) -> Markup {
    let parts = series.taken.iter().any(|one| one.parts.is_some());
    let (lowest, highest) = series.range;
    html! {
        div class="app-measure" {
            div class="app-measure__line" { @if series.taken.len() > 1 { (line::line(series)) } }
            table class="nhsuk-table app-measure__table" {
                caption class="nhsuk-table__caption nhsuk-table__caption--s" { (series.name) ", " (lowest) " to " (highest) }
                thead class="nhsuk-table__head" {
                    tr { th scope="col" { "Day" } th scope="col" { "Total" } @if parts { th scope="col" { "Parts" } } th scope="col" { "By" } }
                }
                tbody class="nhsuk-table__body" {
                    @for one in &series.taken {
                        tr class="nhsuk-table__row" {
                            td class="nhsuk-table__cell" { (one.day) }
                            td class="nhsuk-table__cell" { strong { (one.value) } }
                            @if parts { td class="nhsuk-table__cell" { @if let Some(parts) = &one.parts { (parts) } } }
                            td class="nhsuk-table__cell app-break" { (one.who) }
                        }
                    }
                }
            }
        }
    }
}
