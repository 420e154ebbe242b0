//! Drawings of numbers, made on the server: bars, columns over time, and spans.
//!
//! Every value stands beside its mark in words, and marks differ by place and shape, so that no colour has to be told apart.
//! Colours come from classes, which forced colours and paper change. The same numbers stand in a table beside the drawing.

mod bars;
mod columns;
mod spans;

pub use bars::{Bar, Bars, Group};
pub use columns::{Column, Columns, Panel};
pub use spans::{Span, Spans};

use maud::{Markup, html};

/// Width of every drawing in its own units; letters are 13 of them high, so that they can be read at the width of a telephone.
const WIDTH: f64 = 360.0;
/// Characters that fit into the width.
const LETTERS: usize = 50;

/// A drawing.
#[derive(Debug, Clone)]
pub enum Plot {
    /// Amounts under names.
    Bars(Bars),
    /// Amounts one after the other in time.
    Columns(Columns),
    /// Half and nine in ten of what took time, against a target.
    Spans(Spans),
}

/// The drawing, under this name for screen readers.
pub fn plot(plot: &Plot, title: &str, id: &str) -> Markup {
    let (height, drawing) = match plot {
        Plot::Bars(bars) => bars::draw(bars),
        Plot::Columns(columns) => columns::draw(columns),
        Plot::Spans(spans) => spans::draw(spans),
    };
    let (label, about) = (format!("{id}-plot"), format!("{id}-plot-about"));
    html! {
        svg class="app-plot" role="img" aria-labelledby=(label) aria-describedby=(about) focusable="false" viewBox={ "0 0 " (WIDTH) " " (number(height)) } {
            title id=(label) { (title) ". The numbers stand in the table below." }
            desc id=(about) { (describe(plot)) }
            (drawing)
        }
    }
}

/// What is drawn, in words, for who cannot see it.
fn describe(plot: &Plot) -> String {
    match plot {
        Plot::Bars(bars) => bars::describe(bars),
        Plot::Columns(columns) => columns::describe(columns),
        Plot::Spans(spans) => spans::describe(spans),
    }
}

/// A number of the drawing, short.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// About how wide words are at most: digits in bold are the widest.
fn width(text: &str) -> f64 {
    9.2 * f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX))
}

/// Words at a place, from it to the right.
fn words(x: f64, y: f64, class: &str, text: &str) -> Markup {
    html! { text class=(class) x=(number(x)) y=(number(y)) { (text) } }
}

/// Words that end at a place.
fn words_to(x: f64, y: f64, class: &str, text: &str) -> Markup {
    html! { text class=(class) x=(number(x)) y=(number(y)) text-anchor="end" { (text) } }
}

/// Words around a place.
fn words_at(x: f64, y: f64, class: &str, text: &str) -> Markup {
    html! { text class=(class) x=(number(x)) y=(number(y)) text-anchor="middle" { (text) } }
}

/// As much of a text as fits; the table has all of it.
fn short(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The end of a scale from nought that is at least as long, with a number that is easily halved: 1, 2, 4, 10, 20, 40 …
fn scale(most: f64) -> f64 {
    let mut end = 1.0;
    loop {
        for step in [1.0, 2.0, 4.0] {
            if end * step >= most {
                return end * step;
            }
        }
        end *= 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_number_beyond_the_most() {
        let ends: Vec<f64> = [0.0, 1.0, 1.5, 3.0, 5.0, 39.0, 41.0, 260.0]
            .map(scale)
            .to_vec();
        assert_eq!(ends, [1.0, 1.0, 2.0, 4.0, 10.0, 40.0, 100.0, 400.0]);
    }

    #[test]
    fn long_names_are_cut_at_a_letter() {
        assert_eq!(short("Über", 4), "Über");
        assert_eq!(short("Überlang", 5), "Über…");
    }
}
