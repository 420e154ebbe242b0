//! A letter as a run of texts, and the tree of what each is for whoever does not see it.

use domain::correspondence::{Block, Letter, paragraphs};

use crate::faces::Weight;

/// Sizes in points.
const BODY: f32 = 12.0;
const SMALL: f32 = 10.0;
const HEAD: f32 = 15.0;
const SUBJECT: f32 = 14.0;
/// Space before a paragraph, in points.
const GAP: f32 = 9.0;
/// How far lists and quotations stand in, in points.
const INDENT: f32 = 16.0;

/// One text of one look.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its words; line breaks are kept.
    pub words: String,
    pub weight: Weight,
    /// In points.
    pub size: f32,
    /// From the left margin, in points.
    pub indent: f32,
    /// Space before it, in points.
    pub before: f32,
    /// Whether a bar stands beside it, as beside a quotation.
    pub bar: bool,
    /// Whether a page may not end between it and the next.
    pub keeps_next: bool,
    /// Whether it begins on the line of the text before.
    pub beside: bool,
}

/// What a part of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Heading(u16),
    Paragraph,
    Quote,
    List,
    Item,
    Label,
    Body,
}

/// The tree: leaves are numbers of texts.
#[derive(Debug)]
pub enum Node {
    Text(usize),
    Group(Tag, Vec<Node>),
}

/// A letter, ready to be placed.
#[derive(Debug, Default)]
pub struct Flow {
    pub texts: Vec<Text>,
    pub tree: Vec<Node>,
}

/// The flow of a letter.
pub fn of(letter: &Letter) -> Flow {
    let mut flow = Flow::default();
    flow.head(letter);
    for block in &letter.blocks {
        flow.block(block);
    }
    flow.end(letter);
    flow
}

impl Text {
    fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            weight: Weight::Regular,
            size: BODY,
            indent: 0.0,
            before: GAP,
            bar: false,
            keeps_next: false,
            beside: false,
        }
    }

    fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    fn after(self, before: f32) -> Self {
        Self { before, ..self }
    }

    fn with_next(self) -> Self {
        Self {
            keeps_next: true,
            ..self
        }
    }
}

impl Flow {
    fn text(&mut self, text: Text) -> Node {
        self.texts.push(text);
        Node::Text(self.texts.len() - 1)
    }

    /// A text of its own; nothing where there are no words.
    fn add(&mut self, tag: Tag, text: Text) {
        if !text.words.trim().is_empty() {
            let node = self.text(text);
            self.tree.push(Node::Group(tag, vec![node]));
        }
    }

    fn paragraph(&mut self, text: Text) {
        self.add(Tag::Paragraph, text);
    }

    fn head(&mut self, letter: &Letter) {
        if let Some((name, rest)) = letter.from.split_first() {
            self.paragraph(Text::new(name).bold().sized(HEAD).after(0.0));
            self.paragraph(Text::new(rest.join("\n")).sized(SMALL).after(2.0));
        }
        self.paragraph(Text::new(letter.to.join("\n")).after(30.0));
        self.paragraph(Text::new(&letter.date).after(20.0));
        self.paragraph(Text::new(letter.about.join("\n")).bold());
        self.paragraph(Text::new(&letter.greeting).after(20.0).with_next());
        let title = Text::new(&letter.title).bold().sized(SUBJECT).with_next();
        self.add(Tag::Heading(1), title.after(14.0));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { text } => {
                let heading = Text::new(text).bold().after(16.0).with_next();
                self.add(Tag::Heading(2), heading);
            }
            Block::Paragraph { text } => self.paragraph(Text::new(text)),
            Block::Part { text, .. } => {
                for paragraph in paragraphs(text) {
                    self.paragraph(Text::new(paragraph));
                }
            }
            Block::List { items } => self.list(items),
            Block::Quote {
                sentence,
                result,
                because,
            } => self.quote(sentence, result, because),
        }
    }

    fn list(&mut self, items: &[String]) {
        let mut list = Vec::new();
        for item in items {
            let bullet = Text {
                indent: INDENT / 4.0,
                ..Text::new("•").after(if list.is_empty() { GAP } else { 4.0 })
            };
            let words = Text {
                indent: INDENT,
                beside: true,
                ..Text::new(item).after(0.0)
            };
            let (label, body) = (self.text(bullet), self.text(words));
            let parts = vec![
                Node::Group(Tag::Label, vec![label]),
                Node::Group(Tag::Body, vec![body]),
            ];
            list.push(Node::Group(Tag::Item, parts));
        }
        if !list.is_empty() {
            self.tree.push(Node::Group(Tag::List, list));
        }
    }

    fn quote(&mut self, sentence: &str, result: &str, because: &[String]) {
        let last = because.len();
        let sentence = Text::new(format!("“{sentence}”")).bold().with_next();
        let result = Text::new(result).bold().after(2.0);
        let because = because.iter().map(|one| Text::new(one).after(2.0));
        let mut parts = Vec::new();
        let texts = [sentence.after(10.0), result].into_iter().chain(because);
        for (number, text) in texts.enumerate() {
            let node = self.text(Text {
                indent: INDENT,
                bar: true,
                keeps_next: number <= last,
                ..text
            });
            parts.push(Node::Group(Tag::Paragraph, vec![node]));
        }
        self.tree.push(Node::Group(Tag::Quote, parts));
    }

    fn end(&mut self, letter: &Letter) {
        if let Some((words, name)) = letter.signed.split_first() {
            self.paragraph(Text::new(words).after(16.0).with_next());
            // Room for a name by hand.
            self.paragraph(Text::new(name.join("\n")).after(36.0));
        }
        for (number, line) in letter.notice.iter().enumerate() {
            let before = if number == 0 { 26.0 } else { 3.0 };
            self.paragraph(Text::new(line).sized(SMALL).after(before));
        }
    }
}
