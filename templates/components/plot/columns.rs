//! Columns over time, in panels one above the other on one scale, so that their heights can be compared.

use maud::{Markup, html};

use super::{WIDTH, number, scale, width, words, words_at, words_to};

/// Panels over the same stretch of time.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The panels, from top to bottom.
    pub panels: Vec<Panel>,
    /// What each column stands for, shown under as many as there is room for.
    pub names: Vec<String>,
    /// Where the scale ends; found from the numbers where absent.
    pub end: Option<f64>,
}

/// One row of columns.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// What it counts.
    pub name: String,
    /// All of it in words, on the right; may be empty.
    pub total: String,
    /// A column for each name, in order.
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// How high it is; none where the number is kept back.
    pub amount: Option<f64>,
    /// Its value, as short as it can be, written over it where all of them have room.
    pub value: String,
}

/// Heights: of a panel's name, of its values, of its columns, of the names under the last one.
const NAME: f64 = 22.0;
const VALUES: f64 = 16.0;
const ROOM: f64 = 60.0;
const NAMES: f64 = 24.0;
const PANEL: f64 = NAME + VALUES + ROOM + 10.0;
/// Width of a name under a column.
const NAME_WIDTH: f64 = 78.0;

/// The height of the drawing, and what is in it.
pub fn draw(columns: &Columns) -> (f64, Markup) {
    let all = columns.panels.iter().flat_map(|panel| &panel.columns);
    let most = all.filter_map(|column| column.amount).fold(0.0, f64::max);
    let end = columns.end.unwrap_or_else(|| scale(most));
    let step = WIDTH / f64::from(u32::try_from(columns.names.len().max(1)).unwrap_or(u32::MAX));
    let written = columns.panels.iter().flat_map(|panel| &panel.columns);
    let valued = written
        .map(|column| width(&column.value))
        .fold(0.0, f64::max)
        <= step;
    let panels = (0_u32..).zip(&columns.panels);
    let bottom = PANEL * f64::from(u32::try_from(columns.panels.len()).unwrap_or(0));
    let drawing = html! {
        @for (at, panel) in panels { (draw_panel(panel, PANEL * f64::from(at), (step, end), valued)) }
        (draw_names(&columns.names, bottom - 10.0, step))
    };
    (bottom + NAMES - 10.0, drawing)
}

/// Of each panel the first, the last and the highest column.
pub fn describe(columns: &Columns) -> String {
    let (Some(first), Some(last)) = (columns.names.first(), columns.names.last()) else {
        return String::new();
    };
    let panels: Vec<String> = columns
        .panels
        .iter()
        .map(|panel| describe_panel(panel, &columns.names))
        .collect();
    format!("From {first} to {last}. {}", panels.join(" "))
}

fn describe_panel(panel: &Panel, names: &[String]) -> String {
    let amount = |column: &Column| column.amount.unwrap_or(0.0);
    let highest = panel.columns.iter().zip(names);
    let highest = highest.max_by(|(a, _), (b, _)| amount(a).total_cmp(&amount(b)));
    let all = Some(&panel.total).filter(|total| !total.is_empty());
    let all = all.map_or_else(String::new, |total| format!("{total}; "));
    match highest.filter(|(column, _)| amount(column) > 0.0) {
        None => format!("{}: {all}no column has a height.", panel.name),
        Some((column, name)) => {
            format!(
                "{}: {all}the most is {} ({name}).",
                panel.name, column.value
            )
        }
    }
}

/// A panel; where not every column has room for its value, a line shows where the scale ends.
fn draw_panel(panel: &Panel, top: f64, (step, end): (f64, f64), valued: bool) -> Markup {
    let base = top + NAME + VALUES + ROOM;
    html! {
        (words(0.0, top + 16.0, "app-plot__name", &panel.name))
        (words_to(WIDTH, top + 16.0, "app-plot__words", &panel.total))
        @for (at, column) in (0_u32..).zip(&panel.columns) {
            @let x = step * f64::from(at);
            @let height = column.amount.map_or(0.0, |amount| ROOM * amount / end);
            @if height > 0.0 {
                rect class="app-plot__bar" x=(number(x + step * 0.1)) y=(number(base - height.max(1.0))) width=(number(step * 0.8)) height=(number(height.max(1.0))) {}
            }
            @if valued { (words_at(x + step / 2.0, base - height - 4.0, "app-plot__small", &column.value)) }
        }
        @if !valued {
            path class="app-plot__grid" d={ "M0 " (number(base - ROOM)) "H" (WIDTH) } {}
            (words_to(WIDTH, base - ROOM - 4.0, "app-plot__small", &number(end)))
        }
        path class="app-plot__axis" d={ "M0 " (number(base)) "H" (WIDTH) } {}
    }
}

/// Every so many columns have a name, so that none runs into the next; the first one always.
fn draw_names(names: &[String], base: f64, step: f64) -> Markup {
    let every = (1_u32..=200).find(|every| f64::from(*every) * step >= NAME_WIDTH);
    let every = usize::try_from(every.unwrap_or(1)).unwrap_or(1);
    html! {
        @for (at, name) in (0_u32..).zip(names).step_by(every) {
            @let x = step * f64::from(at);
            path class="app-plot__axis" d={ "M" (number(x + step * 0.1)) " " (number(base)) "v5" } {}
            @if x + NAME_WIDTH <= WIDTH + 20.0 { (words(x + step * 0.1, base + 18.0, "app-plot__small", name)) }
        }
    }
}
