//! `/admissions/referrals/{reference}/{verb}`: one thing that is done to a referral. All such pages are this one; what they ask is
//! told by [`Ask`]s.

use maud::{Markup, html};

use super::referral::Moment;
use crate::components::error_summary::message_for;
use crate::components::{
    DateParts, Field, Input, Item, Problem, SelectItem, Values, checkboxes, date_input,
    error_summary, form, inset, radios, select, submit, text_input, textarea, warning,
};
use crate::layout::{self, Frame};

/// One thing that a form asks.
#[derive(Debug, Clone)]
pub struct Ask {
    /// What there is to look at right before it.
    pub about: Option<Markup>,
    /// Name of the control; of a date and a time, of its parts.
    pub name: String,
    /// Label or legend.
    pub label: String,
    /// Help under it.
    pub hint: Option<String>,
    /// What is told where nothing was given; `None` where it may be left out.
    pub needed: Option<&'static str>,
    /// Whether another answer decides that it is needed: then its label says so, and not that it may be left out.
    pub depends: bool,
    /// How it is answered.
    pub kind: Kind,
}

/// A code with its words, and more words under them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub code: String,
    /// What is read.
    pub words: String,
    /// Under it.
    pub hint: Option<String>,
}

/// How something is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One line, of so many characters at most.
    Line(u32),
    /// Several lines, of so many characters at most, shown with so many rows.
    Text(u32, u8),
    /// One of several, as radios.
    One(Vec<Choice>),
    /// One of many, as a list; the first is "Choose".
    Listed(Vec<Choice>),
    /// Any of several.
    Any(Vec<Choice>),
    /// A day: `name.day`, `name.month`, `name.year`. Whether it may be past, and whether it may be to come.
    Day {
        /// May be before today.
        past: bool,
        /// May be after today.
        future: bool,
    },
    /// A time of day, such as 14:30.
    Time,
    /// A whole number from one to another.
    Number(u32, u32),
}

impl Ask {
    /// Something that must be answered; `needed` is told where it was not.
    pub fn new(name: &str, label: &str, needed: &'static str, kind: Kind) -> Self {
        Self {
            about: None,
            name: name.to_owned(),
            label: label.to_owned(),
            hint: None,
            needed: Some(needed),
            depends: false,
            kind,
        }
    }

    /// Something that may be left out.
    pub fn optional(name: &str, label: &str, kind: Kind) -> Self {
        Self {
            needed: None,
            ..Self::new(name, label, "", kind)
        }
    }

    /// Something that is needed where another answer is given; its label says where.
    pub fn depending(name: &str, label: &str, kind: Kind) -> Self {
        Self {
            depends: true,
            ..Self::optional(name, label, kind)
        }
    }

    /// With help under it.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// With something to look at right before it.
    #[must_use]
    pub fn about(mut self, about: Markup) -> Self {
        self.about = Some(about);
        self
    }

    /// Id of the control that an error summary leads to.
    pub fn control(&self) -> String {
        match self.kind {
            Kind::Day { .. } => format!("{}.day", self.name),
            _ => self.name.clone(),
        }
    }
}

impl Choice {
    /// A code with its words.
    pub fn new(code: &str, words: &str) -> Self {
        Self {
            code: code.to_owned(),
            words: words.to_owned(),
            hint: None,
        }
    }
}

/// What the page shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The referral.
    pub reference: &'a str,
    /// Name of the person.
    pub person: &'a str,
    /// The date of birth, in words.
    pub born: Option<&'a str>,
    /// Where the referral stands, in words.
    pub state: &'a str,
    /// The version that the form shows.
    pub version: i32,
    /// Last part of the form's address.
    pub code: &'a str,
    /// Heading.
    pub title: &'a str,
    /// What follows from it, in sentences.
    pub intro: &'a [String],
    /// What there is to look at before answering, made by the verb's own component.
    pub about: Option<&'a Markup>,
    /// What is asked.
    pub asks: &'a [Ask],
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong.
    pub problems: &'a [Problem],
    /// On the button.
    pub button: &'a str,
    /// What happened since the form was shown, the newest first; nothing was done then.
    pub since: Option<Since<'a>>,
}

/// What somebody else did meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Since<'a> {
    /// What happened, the newest first.
    pub moments: &'a [Moment],
    /// Who has it now, and where it stands, in a sentence.
    pub now: &'a str,
    /// Why it cannot be done any more; `None` where it still can.
    pub refused: Option<&'a str>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let case = format!("/admissions/referrals/{}", view.reference);
    let title = match view.since {
        Some(_) => "This referral has changed",
        None => view.title,
    };
    let chrome = view
        .frame
        .titled(title)
        .with_error(!view.problems.is_empty())
        .with_back(Some(&case));
    let refused = view.since.is_some_and(|since| since.refused.is_some());
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(view.problems))
                @if let Some(since) = view.since { (meanwhile(view, since)) } @else { h1 { (view.title) } }
                p class="app-whose" data-whose {
                    a class="app-reference" href=(case) { span class="nhsuk-u-visually-hidden" { "Referral " } (view.reference) }
                    strong class="app-break" { (view.person) }
                    @if let Some(born) = view.born { span { (born) } }
                    span class="app-quiet" { (view.state) }
                }
                @if refused { (written(view)) } @else { (question(view, &case)) }
            }
        },
    )
}

fn question(view: &View<'_>, case: &str) -> Markup {
    html! {
        @for sentence in view.intro { p { (sentence) } }
        @if let Some(about) = view.about { (about) }
        (form(&format!("{case}/{}", view.code), view.frame.csrf, view.nonce, html! {
            input type="hidden" name="version" value=(view.version);
            @for ask in view.asks {
                @if let Some(about) = &ask.about { (about) }
                (control(ask, view.values, view.problems))
            }
            (submit(view.button))
        }))
    }
}

/// Both sides: what others did, and what was to be done.
fn meanwhile(view: &View<'_>, since: Since<'_>) -> Markup {
    html! {
        h1 { "This referral has changed" }
        p class="app-lede" { "Somebody changed it while you had it open. Nothing that you asked for was done." }
        (inset(html! {
            p { (since.now) }
            @if !since.moments.is_empty() {
                ul class="nhsuk-list nhsuk-list--bullet" {
                    @for moment in since.moments { li { (moment.what) span class="app-quiet" { " – " (moment.at) ", " (moment.who) } } }
                }
            }
        }))
        @if let Some(why) = since.refused { (warning("It cannot be done now", html! { p { (why) } })) }
        @else { h2 { (view.title) } p { "What you wrote is still here. If it is still right, send it again." } }
    }
}

/// What was written for something that cannot be done any more, to copy.
fn written(view: &View<'_>) -> Markup {
    let texts = view
        .asks
        .iter()
        .filter(|ask| matches!(ask.kind, Kind::Line(_) | Kind::Text(..)));
    let texts: Vec<(&Ask, &str)> = texts
        .map(|ask| (ask, view.values.get(&ask.name)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    html! {
        @if !texts.is_empty() {
            h2 { "What you wrote" }
            p { "It was not kept. Copy it if you still need it." }
            @for (ask, text) in texts { h3 { (ask.label) } p class="app-lines app-break" { (text) } }
        }
        p { a href={ "/admissions/referrals/" (view.reference) } { "Look at the referral again" } }
        p { a href="/admissions" { "All referrals" } }
    }
}

/// The control of one thing that is asked, with what stands in it and what is wrong.
pub fn control(ask: &Ask, values: Values<'_>, problems: &[Problem]) -> Markup {
    let id = ask.control();
    let label = if ask.needed.is_some() || ask.depends {
        ask.label.clone()
    } else {
        format!("{} (optional)", ask.label)
    };
    let field = Field {
        name: &ask.name,
        label: &label,
        hint: ask.hint.as_deref(),
        error: message_for(problems, &id),
        ..Field::default()
    };
    let value = values.get(&ask.name);
    match &ask.kind {
        Kind::Line(_) => text_input(&field, &line(value, 0)),
        Kind::Text(most, rows) => textarea(&field, value, *most, *rows),
        Kind::One(choices) => radios(&field, &items(ask, choices, values)),
        Kind::Any(choices) => checkboxes(&field, &items(ask, choices, values)),
        Kind::Listed(choices) => select(&field, &listed(choices, value)),
        Kind::Day { .. } => date_input(&field, &parts(ask, values)),
        Kind::Time => text_input(&field, &line(value, 5)),
        Kind::Number(..) => text_input(
            &field,
            &Input {
                inputmode: Some("numeric"),
                ..line(value, 5)
            },
        ),
    }
}

fn line(value: &str, width: u8) -> Input<'_> {
    Input {
        value,
        width,
        spellcheck: width == 0,
        ..Input::default()
    }
}

fn items<'a>(ask: &Ask, choices: &'a [Choice], values: Values<'_>) -> Vec<Item<'a>> {
    let item = |choice: &'a Choice| Item {
        value: &choice.code,
        label: &choice.words,
        hint: choice.hint.as_deref(),
        checked: values.has(&ask.name, &choice.code),
        ..Item::default()
    };
    choices.iter().map(item).collect()
}

fn listed<'a>(choices: &'a [Choice], value: &str) -> Vec<SelectItem<'a>> {
    let none = SelectItem {
        value: "",
        label: "Choose",
        selected: value.is_empty(),
    };
    let item = |choice: &'a Choice| SelectItem {
        value: &choice.code,
        label: &choice.words,
        selected: choice.code == value,
    };
    std::iter::once(none)
        .chain(choices.iter().map(item))
        .collect()
}

fn parts<'a>(ask: &Ask, values: Values<'a>) -> DateParts<'a> {
    DateParts {
        day: values.get_part(&ask.name, "day"),
        month: values.get_part(&ask.name, "month"),
        year: values.get_part(&ask.name, "year"),
        birthday: false,
    }
}
