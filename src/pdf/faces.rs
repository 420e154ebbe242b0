//! The two faces of the type, what they can show, and how wide it is.

use std::sync::LazyLock;

use krilla::text::Font;
use ttf_parser::Face as Outlines;

use crate::flow::Text;

/// Stands where the type has no glyph.
const UNKNOWN: char = '\u{FFFD}';

/// A weight of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

struct Face {
    font: Font,
    outlines: Outlines<'static>,
}

static REGULAR: LazyLock<Face> = LazyLock::new(|| Face::new(notosans::REGULAR_TTF));
static BOLD: LazyLock<Face> = LazyLock::new(|| Face::new(notosans::BOLD_TTF));

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        Self {
            font: Font::new(bytes.to_vec().into(), 0).expect("the bundled type is sound"),
            outlines: Outlines::parse(bytes, 0).expect("the bundled type is sound"),
        }
    }
}

fn face(weight: Weight) -> &'static Face {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    }
}

/// The type, for drawing.
pub fn font(weight: Weight) -> Font {
    face(weight).font.clone()
}

/// How wide a line is, in points. Pairs that move closer together are not counted, so that it is never too little.
pub fn width(line: &str, weight: Weight, size: f32) -> f32 {
    let outlines = &face(weight).outlines;
    let advance = |letter| {
        let glyph = outlines.glyph_index(letter)?;
        outlines.glyph_hor_advance(glyph)
    };
    let units: f32 = line.chars().filter_map(advance).map(f32::from).sum();
    units * size / f32::from(outlines.units_per_em())
}

/// A text as it can be drawn: a mark for what the type does not have, and nothing for what only steers.
pub fn drawable(text: &str, weight: Weight) -> String {
    let letters = text.chars().filter(|letter| !steers(*letter));
    let drawn = |letter: char| match letter {
        '\n' => '\n',
        letter if letter.is_control() => ' ',
        letter if has(letter, weight) => letter,
        _ if has(UNKNOWN, weight) => UNKNOWN,
        _ => '?',
    };
    letters.map(drawn).collect()
}

/// The characters that the type does not have.
pub fn missing(text: &Text) -> Vec<char> {
    let shown = |letter: &char| letter.is_control() || steers(*letter) || has(*letter, text.weight);
    text.words.chars().filter(|one| !shown(one)).collect()
}

fn has(letter: char, weight: Weight) -> bool {
    face(weight).outlines.glyph_index(letter).is_some()
}

/// Joiners, direction marks and variants: they change how others look and have no look of their own.
fn steers(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
