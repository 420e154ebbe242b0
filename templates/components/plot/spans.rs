//! Spans of time: a circle at the half, a line to a diamond at nine in ten, and a dashed line at what was promised.

use maud::{Markup, html};

use super::{WIDTH, number, scale, words, words_at};

/// Spans on one scale of days.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    /// The spans, from top to bottom.
    pub spans: Vec<Span>,
    /// What the scale counts.
    pub unit: String,
}

/// One span.
#[derive(Debug, Clone, Default)]
pub struct Span {
    /// What took time.
    pub name: String,
    /// The same as the marks, in words.
    pub value: String,
    /// Within how much half was done.
    pub half: Option<f64>,
    /// Within how much nine in ten were done.
    pub most: Option<f64>,
    /// Within how much it was to be done; more than one where that was changed.
    pub targets: Vec<f64>,
}

/// Height of a span with its words, and of the scale under all.
const ROW: f64 = 74.0;
const SCALE: f64 = 40.0;
/// Free on both sides, so that marks and numbers are whole.
const MARGIN: f64 = 14.0;

/// The height of the drawing, and what is in it.
pub fn draw(spans: &Spans) -> (f64, Markup) {
    let marks = |span: &Span| [span.half, span.most].into_iter().flatten().collect();
    let values = |span: &Span| -> Vec<f64> { [marks(span), span.targets.clone()].concat() };
    let all = spans.spans.iter().flat_map(values);
    let end = scale(all.fold(0.0, f64::max));
    let bottom = ROW * f64::from(u32::try_from(spans.spans.len()).unwrap_or(0));
    let place = |days: f64| MARGIN + (WIDTH - 2.0 * MARGIN) * days / end;
    let drawing = html! {
        @for (at, span) in (0_u32..).zip(&spans.spans) { (draw_span(span, ROW * f64::from(at), &place)) }
        path class="app-plot__axis" d={ "M" (number(MARGIN)) " " (number(bottom)) "H" (number(WIDTH - MARGIN)) } {}
        @for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
            @if (end * part).fract() == 0.0 {
                path class="app-plot__axis" d={ "M" (number(place(end * part))) " " (number(bottom)) "v5" } {}
                (words_at(place(end * part), bottom + 18.0, "app-plot__small", &number(end * part)))
            }
        }
        (words_at(WIDTH / 2.0, bottom + 34.0, "app-plot__small", &spans.unit))
    };
    (bottom + SCALE, drawing)
}

/// Every span in words, as they stand beside it.
pub fn describe(spans: &Spans) -> String {
    let span = |span: &Span| format!("{}: {}.", span.name, span.value);
    let all: Vec<String> = spans.spans.iter().map(span).collect();
    format!("In {}. {}", spans.unit, all.join(" "))
}

fn draw_span(span: &Span, top: f64, place: &dyn Fn(f64) -> f64) -> Markup {
    let y = top + 55.0;
    html! {
        (words(0.0, top + 16.0, "app-plot__name", &span.name))
        (words(0.0, top + 34.0, "app-plot__words", &span.value))
        @for target in &span.targets {
            path class="app-plot__target" d={ "M" (number(place(*target))) " " (number(top + 42.0)) "v26" } {}
        }
        @if let (Some(half), Some(most)) = (span.half, span.most) {
            path class="app-plot__line" d={ "M" (number(place(half))) " " (number(y)) "H" (number(place(most))) } {}
            path class="app-plot__diamond" d={ "M" (number(place(most) - 7.0)) " " (number(y)) "l7 -7 7 7 -7 7z" } {}
        }
        @if let Some(half) = span.half {
            circle class="app-plot__circle" cx=(number(place(half))) cy=(number(y)) r="6" {}
        }
    }
}
