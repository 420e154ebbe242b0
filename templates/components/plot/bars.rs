//! Bars that lie: a name, a bar, its value in words.

use maud::{Markup, html};

use super::{LETTERS, WIDTH, number, short, width, words, words_to};

/// Bars in groups, all on one scale.
#[derive(Debug, Clone, Default)]
pub struct Bars {
    /// The groups, from top to bottom.
    pub groups: Vec<Group>,
}

/// Bars that belong together.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// What they are about; none where one group is all there is.
    pub name: Option<String>,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    /// What it counts.
    pub name: String,
    /// How long it is; none where the number is kept back.
    pub amount: Option<f64>,
    /// Its value in words.
    pub value: String,
}

/// Height of a group's name.
const HEADING: f64 = 26.0;
/// Height of a bar whose name stands beside it, and where that bar begins.
const BESIDE: (f64, f64) = (22.0, 118.0);
/// Height of a bar whose name stands above it.
const ABOVE: f64 = 36.0;
/// Free after a group.
const GAP: f64 = 8.0;
/// Characters of a name that fit beside a bar.
const SHORT: usize = 15;

/// The height of the drawing, and what is in it.
pub fn draw(bars: &Bars) -> (f64, Markup) {
    let all = || bars.groups.iter().flat_map(|group| &group.bars);
    // Values stand beside the bars, so that the longest may be as long as there is room.
    let end = all().filter_map(|bar| bar.amount).fold(1.0, f64::max);
    let beside = all().all(|bar| bar.name.chars().count() <= SHORT);
    let values = all().map(|bar| width(&bar.value)).fold(0.0, f64::max);
    let beside_scale = (end, WIDTH - BESIDE.1 - values - 8.0);
    let mut top = 0.0;
    let mut parts = Vec::new();
    for group in &bars.groups {
        if let Some(name) = &group.name {
            let name = short(name, LETTERS - 4);
            parts.push(words(0.0, top + 18.0, "app-plot__name", &name));
            top += HEADING;
        }
        for bar in &group.bars {
            if beside {
                parts.push(named_beside(bar, top, beside_scale));
                top += BESIDE.0;
            } else {
                parts.push(named_above(bar, top, end));
                top += ABOVE;
            }
        }
        top += GAP;
    }
    (top, html! { @for part in &parts { (part) } })
}

/// Every bar with its value.
pub fn describe(bars: &Bars) -> String {
    let group = |group: &Group| {
        let bars = group.bars.iter();
        let bars: Vec<String> = bars
            .map(|bar| format!("{}, {}", bar.name, bar.value))
            .collect();
        let name = group.name.iter().map(|name| format!("{name}: "));
        name.chain([bars.join("; "), ".".to_owned()])
            .collect::<String>()
    };
    let groups: Vec<String> = bars.groups.iter().map(group).collect();
    groups.join(" ")
}

/// A bar with room for its value after it; `room` is as long as the longest may be.
fn named_beside(bar: &Bar, top: f64, (end, room): (f64, f64)) -> Markup {
    let from = BESIDE.1;
    let length = bar.amount.map_or(0.0, |amount| room * amount / end);
    html! {
        (words(0.0, top + 15.0, "app-plot__words", &bar.name))
        (line(from, top, 20.0))
        (shape(from, top + 3.0, length, 14.0))
        (words(from + length + 6.0, top + 15.0, "app-plot__value", &bar.value))
    }
}

fn named_above(bar: &Bar, top: f64, end: f64) -> Markup {
    let length = bar
        .amount
        .map_or(0.0, |amount| (WIDTH - 1.0) * amount / end);
    let room = LETTERS.saturating_sub(bar.value.chars().count() + 2);
    html! {
        (words(0.0, top + 14.0, "app-plot__words", &short(&bar.name, room)))
        (words_to(WIDTH, top + 14.0, "app-plot__value", &bar.value))
        (line(0.0, top + 18.0, 14.0))
        (shape(0.0, top + 20.0, length, 10.0))
    }
}

fn shape(x: f64, y: f64, width: f64, height: f64) -> Markup {
    html! {
        @if width > 0.0 {
            rect class="app-plot__bar" x=(number(x)) y=(number(y)) width=(number(width.max(1.0))) height=(number(height)) {}
        }
    }
}

/// Where nought is.
fn line(x: f64, y: f64, height: f64) -> Markup {
    html! { path class="app-plot__axis" d={ "M" (number(x)) " " (number(y)) "v" (number(height)) } {} }
}
