//! Draws pages and ties every line to its place in the tree.

use std::num::NonZeroU16;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, Tag as PdfTag,
    TagGroup, TagKind, TagTree,
};
use krilla::text::TextDirection;

use crate::Unwritable;
use crate::faces::{self, Weight};
use crate::flow::{Flow, Node, Tag, Text};
use crate::place::{Line, PAGE, SIDE};

/// The language of every letter.
const LANGUAGE: &str = "en-GB";
/// Size of what stands at the foot of a page, in points.
const FOOT: f32 = 9.0;
const BAR: f32 = 2.5;

/// The document.
pub fn document(title: &str, flow: &Flow, pages: &[Vec<Line>]) -> Result<Vec<u8>, Unwritable> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Unwritable(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut drawn: Vec<Vec<Identifier>> = vec![Vec::new(); flow.texts.len()];
    for (number, lines) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).expect("A4 has a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for line in lines {
            let text = &flow.texts[line.text];
            drawn[line.text].push(draw(&mut surface, line, text));
        }
        foot(
            &mut surface,
            &format!("Page {} of {}", number + 1, pages.len()),
        );
        surface.finish();
        page.finish();
    }
    document.set_metadata(metadata(title));
    document.set_outline(outline(flow, pages));
    document.set_tag_tree(tree(flow, &drawn));
    let finished = document.finish();
    finished.map_err(|error| Unwritable(format!("{error:?}")))
}

fn metadata(title: &str) -> Metadata {
    Metadata::new()
        .title(title.to_owned())
        .language(LANGUAGE.to_owned())
}

/// One line, with its bar, which says nothing by itself.
fn draw(surface: &mut Surface<'_>, line: &Line, text: &Text) -> Identifier {
    if let Some((top, bottom)) = line.bar {
        let bar = Rect::from_xywh(line.x - 12.0, top, BAR, bottom - top);
        let mut path = PathBuilder::new();
        if let Some(bar) = bar {
            path.push_rect(bar);
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
            ArtifactType::Layout,
        )));
        if let Some(path) = path.finish() {
            surface.set_fill(Some(Fill::default()));
            surface.draw_path(&path);
        }
        surface.end_tagged();
    }
    let span = SpanTag::empty().with_actual_text(line.meant.as_deref());
    let identifier = surface.start_tagged(ContentTag::Span(span));
    let at = Point::from_xy(line.x, line.y);
    let font = faces::font(text.weight);
    surface.draw_text(
        at,
        font,
        text.size,
        &line.drawn,
        false,
        TextDirection::LeftToRight,
    );
    surface.end_tagged();
    identifier
}

fn foot(surface: &mut Surface<'_>, words: &str) {
    let kind = ArtifactType::PageNumber;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    let width = faces::width(words, Weight::Regular, FOOT);
    let at = Point::from_xy(PAGE.0 - SIDE - width, PAGE.1 - 40.0);
    let font = faces::font(Weight::Regular);
    surface.draw_text(at, font, FOOT, words, false, TextDirection::LeftToRight);
    surface.end_tagged();
}

/// The headings, as the list by which one goes to them.
fn outline(flow: &Flow, pages: &[Vec<Line>]) -> Outline {
    let mut outline = Outline::new();
    let headings = flow.tree.iter().filter_map(|node| match node {
        Node::Group(Tag::Heading(_), nodes) => nodes.first(),
        _ => None,
    });
    for node in headings {
        let Node::Text(number) = node else { continue };
        let place = pages.iter().enumerate().find_map(|(page, lines)| {
            let line = lines.iter().find(|line| line.text == *number)?;
            Some((page, line.y))
        });
        let Some((page, y)) = place else { continue };
        let text = &flow.texts[*number];
        let top = Point::from_xy(SIDE, y - text.size);
        let words = text.words.clone();
        outline.push_child(OutlineNode::new(words, XyzDestination::new(page, top)));
    }
    outline
}

fn tree(flow: &Flow, drawn: &[Vec<Identifier>]) -> TagTree {
    let mut tree = TagTree::new();
    for node in &flow.tree {
        if let Node::Group(tag, nodes) = node {
            tree.push(group(*tag, nodes, flow, drawn));
        }
    }
    tree
}

fn group(tag: Tag, nodes: &[Node], flow: &Flow, drawn: &[Vec<Identifier>]) -> TagGroup {
    let words = match nodes.first() {
        Some(Node::Text(number)) => flow.texts[*number].words.clone(),
        _ => String::new(),
    };
    let mut made = TagGroup::new(kind(tag, words));
    for node in nodes {
        match node {
            Node::Group(tag, nodes) => made.push(group(*tag, nodes, flow, drawn)),
            Node::Text(number) => {
                for identifier in &drawn[*number] {
                    made.push(*identifier);
                }
            }
        }
    }
    made
}

/// A heading also carries its words as its title.
fn kind(tag: Tag, words: String) -> TagKind {
    match tag {
        Tag::Heading(level) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            PdfTag::Hn(level, Some(words)).into()
        }
        Tag::Paragraph => PdfTag::P.into(),
        Tag::Quote => PdfTag::BlockQuote.into(),
        Tag::List => PdfTag::L(ListNumbering::Disc).into(),
        Tag::Item => PdfTag::LI.into(),
        Tag::Label => PdfTag::Lbl.into(),
        Tag::Body => PdfTag::LBody.into(),
    }
}
