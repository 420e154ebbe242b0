//! Breaks texts into lines and lines into pages.

use crate::faces::{self, Weight};
use crate::flow::Text;

/// A4 in points.
pub const PAGE: (f32, f32) = (595.28, 841.89);
/// Margins in points: sides, top, bottom.
pub const SIDE: f32 = 64.0;
const TOP: f32 = 58.0;
const BOTTOM: f32 = 74.0;
/// From one line to the next, as a part of the size.
const LEADING: f32 = 1.42;
/// From the top of a line to where its letters stand, as a part of the size.
const ASCENT: f32 = 1.07;

/// A line in its place.
#[derive(Debug, Clone)]
pub struct Line {
    /// Number of its text.
    pub text: usize,
    /// As it is drawn; ends with a space where the text goes on.
    pub drawn: String,
    /// As it is meant, where that cannot be drawn.
    pub meant: Option<String>,
    /// Points from the left edge.
    pub x: f32,
    /// Points from the upper edge to where the letters stand.
    pub y: f32,
    /// Upper and lower end of the bar beside it.
    pub bar: Option<(f32, f32)>,
}

/// The lines of each page.
pub fn pages(texts: &[Text]) -> Vec<Vec<Line>> {
    let wrapped: Vec<Vec<Row>> = texts.iter().map(rows).collect();
    let mut placing = Placing::default();
    for (number, text) in texts.iter().enumerate() {
        if placing.y + needed(texts, &wrapped, number) > PAGE.1 - BOTTOM && !text.beside {
            placing.turn();
        }
        for (at, row) in wrapped[number].iter().enumerate() {
            placing.row(texts, number, at, row);
        }
    }
    placing.pages
}

/// A line of a text, drawn and meant.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    drawn: String,
    meant: String,
}

#[derive(Debug)]
struct Placing {
    pages: Vec<Vec<Line>>,
    y: f32,
    /// Where the last line began.
    last: f32,
}

impl Default for Placing {
    fn default() -> Self {
        Self {
            pages: vec![Vec::new()],
            y: TOP,
            last: TOP,
        }
    }
}

impl Placing {
    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(Vec::is_empty)
    }

    fn row(&mut self, texts: &[Text], number: usize, at: usize, row: &Row) {
        let text = &texts[number];
        let height = text.size * LEADING;
        let mut above = self.y;
        if at == 0 && text.beside {
            self.y = self.last;
            above = self.y;
        } else {
            if at == 0 && !self.is_fresh() {
                self.y += text.before;
            }
            if self.y + height > PAGE.1 - BOTTOM {
                self.turn();
                above = self.y;
            }
        }
        // The bar goes on through the space between the texts of one quotation.
        let begins = number == 0 || !texts[number - 1].bar || !texts[number - 1].keeps_next;
        let top = if begins && at == 0 { self.y } else { above };
        self.last = self.y;
        let line = Line {
            text: number,
            drawn: row.drawn.clone(),
            meant: (row.drawn != row.meant).then(|| row.meant.clone()),
            x: SIDE + text.indent,
            y: self.y + text.size * ASCENT,
            bar: text.bar.then_some((top, self.y + height)),
        };
        if let Some(page) = self.pages.last_mut() {
            page.push(line);
        }
        self.y += height;
    }
}

/// The room that a text must have to begin on a page: two lines of it, or all of it and what it must stay with.
fn needed(texts: &[Text], rows: &[Vec<Row>], number: usize) -> f32 {
    let (text, rows_here) = (&texts[number], rows[number].len());
    let lines = |count: usize| (0..count).map(|_| text.size * LEADING).sum::<f32>();
    if text.keeps_next && number + 1 < texts.len() {
        return text.before + lines(rows_here) + needed(texts, rows, number + 1);
    }
    text.before + lines(rows_here.min(2))
}

fn rows(text: &Text) -> Vec<Row> {
    let room = PAGE.0 - 2.0 * SIDE - text.indent;
    let lines = text.words.lines();
    lines
        .flat_map(|line| wrap(line, text.weight, text.size, room))
        .collect()
}

/// The rows of one line; a word that is wider than a row is cut. The space that ends a row takes no room.
fn wrap(line: &str, weight: Weight, size: f32, room: f32) -> Vec<Row> {
    let width = |text: &str| faces::width(&faces::drawable(text, weight), weight, size);
    let mut rows: Vec<String> = vec![String::new()];
    let mut filled = 0.0;
    for word in line.split_inclusive([' ', '\t']) {
        let letters = width(word.trim_end());
        if filled + letters <= room {
            filled += width(word);
            push(&mut rows, word);
            continue;
        }
        if filled > 0.0 {
            rows.push(String::new());
            filled = 0.0;
        }
        for letter in word.chars() {
            let step = width(letter.encode_utf8(&mut [0; 4]));
            if filled > 0.0 && filled + step > room && !letter.is_whitespace() {
                rows.push(String::new());
                filled = 0.0;
            }
            filled += step;
            push(&mut rows, letter.encode_utf8(&mut [0; 4]));
        }
    }
    rows.retain(|row| !row.is_empty());
    let row = |meant: String| Row {
        drawn: faces::drawable(&meant, weight),
        meant,
    };
    rows.into_iter().map(row).collect()
}

fn push(rows: &mut [String], text: &str) {
    if let Some(row) = rows.last_mut() {
        row.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(line: &str, room: f32) -> Vec<String> {
        let rows = wrap(line, Weight::Regular, 12.0, room);
        rows.into_iter().map(|row| row.drawn).collect()
    }

    #[test]
    fn lines_break_between_words_and_keep_the_space() {
        let rows = drawn("one two three four", 60.0);
        assert_eq!(rows.concat(), "one two three four");
        assert!(rows.len() > 1 && rows[0].ends_with(' '), "{rows:?}");
        for row in &rows {
            let width = faces::width(row.trim_end(), Weight::Regular, 12.0);
            assert!(width <= 60.0, "{row}");
        }
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_and_nothing_is_lost() {
        let word = "w".repeat(200);
        let rows = drawn(&format!("a {word} b"), 100.0);
        assert_eq!(rows.concat(), format!("a {word} b"));
        let widest = rows
            .iter()
            .map(|row| faces::width(row.trim_end(), Weight::Regular, 12.0));
        assert!(widest.fold(0.0, f32::max) <= 100.0);
    }
}
