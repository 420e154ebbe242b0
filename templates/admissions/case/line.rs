//! A small line over time, drawn on the server. It is read without colour: every point has its number, and the table stands beside it.

use std::fmt::Write as _;

use maud::{Markup, html};

use super::measures::{Series, Taken};

const WIDTH: u32 = 300;
const HEIGHT: u32 = 96;
/// Around the points, so that their numbers fit.
const EDGE: u32 = 22;
/// The most points that carry their number.
const NUMBERED: usize = 8;

/// The drawing of a scale's measures, of which there are two or more.
pub(super) fn line(series: &Series) -> Markup {
    let points: Vec<(u32, u32, &Taken)> = series
        .taken
        .iter()
        .rev()
        .map(|one| (across(one), down(one, series.range), one))
        .collect();
    let path = points.iter().fold(String::new(), |mut path, (x, y, _)| {
        // Writing to a string cannot fail.
        let _ = write!(path, "{x},{y} ");
        path
    });
    let (id, words) = (format!("line-{}", series.code), words(series));
    let numbered = |at: usize| points.len() <= NUMBERED || at == 0 || at + 1 == points.len();
    html! {
        svg class="app-line" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) role="img" aria-labelledby=(id) {
            title id=(id) { (words) }
            path class="app-line__base" d={ "M" (EDGE) " " (HEIGHT - 10) "H" (WIDTH - EDGE) } {}
            polyline class="app-line__path" points=(path.trim_end()) {}
            @for (at, (x, y, one)) in points.iter().enumerate() {
                circle class="app-line__point" cx=(x) cy=(y) r="4" {}
                @if numbered(at) { text class="app-line__number" x=(x) y=(y - 9) text-anchor="middle" { (one.value) } }
            }
        }
    }
}

fn across(one: &Taken) -> u32 {
    EDGE + u32::from(one.place.min(1000)) * (WIDTH - 2 * EDGE) / 1000
}

fn down(one: &Taken, (lowest, highest): (u16, u16)) -> u32 {
    let span = u32::from(highest.saturating_sub(lowest)).max(1);
    let above = u32::from(one.value.saturating_sub(lowest)).min(span);
    HEIGHT - 16 - above * (HEIGHT - 16 - EDGE) / span
}

/// What the line shows: from where to where, and when.
fn words(series: &Series) -> String {
    let (Some(last), Some(first)) = (series.taken.first(), series.taken.last()) else {
        return series.name.to_owned();
    };
    let change = match last.value.cmp(&first.value) {
        std::cmp::Ordering::Less => "lower than",
        std::cmp::Ordering::Equal => "the same as",
        std::cmp::Ordering::Greater => "higher than",
    };
    format!(
        "{} over time: {} on {}, {change} {} on {}",
        series.name, last.value, last.day, first.value, first.day
    )
}
