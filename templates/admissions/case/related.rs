//! Other cases: linked, joined, and such as may be of the same person. Nothing is joined but by somebody who has both in front of them.

use maud::{Markup, html};

use crate::components::{form, tag, warning};
use crate::layout::Frame;

/// How another case stands to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It may be of the same person.
    Maybe,
    /// Linked.
    Linked,
    /// It was joined to this one.
    Joined,
    /// This one was joined to it.
    Main,
}

/// Another case.
#[derive(Debug, Clone)]
pub struct Other {
    /// Its reference.
    pub reference: String,
    /// How it stands to this one.
    pub relation: Relation,
    /// Where it stands, in words.
    pub state: String,
    /// "GP, 24 November 2026".
    pub sent: String,
    /// Name and date of birth.
    pub person: String,
    /// What agrees, in words; nothing where nothing does.
    pub agrees: Option<String>,
    /// What does not, in words.
    pub differs: Option<String>,
    /// Whether something came on it that nobody has read.
    pub unread: bool,
    /// Whether it may be linked, or its link taken away, by whoever looks.
    pub can_link: bool,
    /// Whether this one may be joined to it.
    pub can_merge: bool,
}

/// What the part shows.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// The referral.
    pub reference: &'a str,
    /// The version that a change must name.
    pub version: i32,
    /// The others.
    pub others: &'a [Other],
}

/// The part.
pub fn part(view: &View<'_>) -> Markup {
    html! {
        section aria-labelledby="related" data-related {
            h2 id="related" { "Other referrals" }
            @if view.others.is_empty() { p class="app-quiet" { "None found with the same NHS number, or with three of surname, first name, date of birth and postcode." } }
            @else { ul class="app-others" { @for other in view.others { (one(view, other)) } } }
        }
    }
}

fn one(view: &View<'_>, other: &Other) -> Markup {
    let (words, colour) = match other.relation {
        Relation::Maybe => ("Possibly the same person", "yellow"),
        Relation::Linked => ("Linked", "blue"),
        Relation::Joined => ("Joined to this one", "purple"),
        Relation::Main => ("This one was joined to it", "purple"),
    };
    html! {
        li class="app-others__one" data-other=(other.reference) {
            p class="app-talk__head" {
                a class="app-reference" href={ "/admissions/referrals/" (other.reference) } { (other.reference) }
                (tag(words, colour))
                @if other.unread { (tag("New, not read", "orange")) }
            }
            p { strong class="app-break" { (other.person) } }
            p class="app-quiet" { @if other.relation == Relation::Joined { "Also sent: " } (other.sent) ". " (other.state) "." }
            @if let Some(agrees) = &other.agrees { p { "Agrees: " (agrees) "." } }
            @if let Some(differs) = &other.differs { p { "Differs, or is not known: " (differs) "." } }
            (doing(view, other))
        }
    }
}

fn doing(view: &View<'_>, other: &Other) -> Markup {
    let here = format!("/admissions/referrals/{}", view.reference);
    let button = |code: &str, words: &str| {
        form(
            &format!("{here}/{code}"),
            view.frame.csrf,
            view.nonce,
            html! {
                input type="hidden" name="version" value=(view.version);
                input type="hidden" name="other" value=(other.reference);
                button class="nhsuk-button nhsuk-button--secondary nhsuk-button--small" type="submit" {
                    (words) span class="nhsuk-u-visually-hidden" { " " (other.reference) }
                }
            },
        )
    };
    html! {
        div class="app-others__doing" {
            @if other.can_link {
                @match other.relation {
                    Relation::Maybe => (button("link", "Link")),
                    Relation::Linked => (button("unlink", "Take the link away")),
                    Relation::Joined | Relation::Main => {}
                }
            }
            @if other.can_merge {
                a href={ (here) "/merge?other=" (other.reference) } { "Compare and join" span class="nhsuk-u-visually-hidden" { " to " (other.reference) } }
            }
        }
    }
}

/// One thing about the people of two cases.
#[derive(Debug, Clone)]
pub struct Side {
    /// What.
    pub what: &'static str,
    /// In this case.
    pub here: Option<String>,
    /// In the other.
    pub there: Option<String>,
    /// Whether both are the same, where both are known.
    pub same: Option<bool>,
}

/// Both cases side by side, named by their references.
pub fn side_by_side(names: [&str; 2], sides: &[Side]) -> Markup {
    let cell = |value: &Option<String>| {
        html! {
            td class="nhsuk-table__cell app-break" { @if let Some(value) = value { (value) } @else { span class="app-quiet" { "Not known" } } }
        }
    };
    html! {
        table class="nhsuk-table app-sides" data-sides {
            caption class="nhsuk-table__caption nhsuk-table__caption--s" { "Look at both before you go on" }
            thead class="nhsuk-table__head" {
                tr {
                    th scope="col" { span class="nhsuk-u-visually-hidden" { "What" } }
                    @for name in names { th scope="col" { a class="app-reference" href={ "/admissions/referrals/" (name) } { (name) } } }
                    th scope="col" { "Same?" }
                }
            }
            tbody class="nhsuk-table__body" {
                @for side in sides {
                    tr class="nhsuk-table__row" {
                        th class="nhsuk-table__header" scope="row" { (side.what) }
                        (cell(&side.here)) (cell(&side.there))
                        td class="nhsuk-table__cell" {
                            @match side.same { Some(true) => "Same", Some(false) => (tag("Differs", "orange")), None => "–" }
                        }
                    }
                }
            }
        }
        (two_people(sides))
    }
}

/// A word of warning where what a person is known by differs (hazard H5).
fn two_people(sides: &[Side]) -> Markup {
    let known_by = ["NHS number", "Date of birth"];
    let differs = |side: &&Side| side.same == Some(false) && known_by.contains(&side.what);
    let differing: Vec<&str> = sides.iter().filter(differs).map(|side| side.what).collect();
    html! {
        @if !differing.is_empty() {
            (warning("These may be two people", html! {
                p { "Not the same: " (differing.join(", ")) ". If both are right, these referrals are about two people. Check with whoever sent them before you go on." }
            }))
        }
    }
}
