//! What must not be overlooked, at the very top of a referral's page.

use maud::{Markup, html};

use crate::components::{form, inset};
use crate::layout::Frame;

/// Something that came and nobody has read.
#[derive(Debug, Clone, Default)]
pub struct News {
    /// What it is: "The referrer wrote".
    pub what: &'static str,
    /// What was written, if anything.
    pub text: Option<String>,
    /// When and who.
    pub about: String,
}

/// That whoever looks was given the case, and has done nothing to it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What was said about it.
    pub note: Option<String>,
    /// When and by whom.
    pub about: String,
}

/// A letter that has still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What it is and who it is written to.
    pub what: String,
    /// Where it is written, if whoever looks may.
    pub href: Option<String>,
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
    /// What was just done, in a sentence.
    pub done: Option<&'a str>,
    /// Whether letters have to follow from it.
    pub letters_next: bool,
    /// Letters that have still to be written.
    pub owed: &'a [Owed],
    /// The reference of the case in which this one goes on.
    pub merged_into: Option<&'a str>,
    /// Whether whoever looks can take it apart again.
    pub can_unmerge: bool,
    /// That whoever looks was given it and has not taken it up.
    pub handed: Option<&'a Handed>,
    /// What came and nobody has read.
    pub news: &'a [News],
    /// Whether whoever looks can say that it was read.
    pub can_read: bool,
    /// How many other cases may be of the same person and are neither linked nor joined.
    pub alike: usize,
    /// References of joined cases on which something came that nobody has read.
    pub unread_joined: &'a [&'a str],
}

/// What was just done: told to screen readers, and the place to go on from with the keyboard.
pub fn done(view: &View<'_>) -> Markup {
    html! {
        @if let Some(done) = view.done {
            div class="app-done" role="status" tabindex="-1" id="done" data-done {
                p {
                    (done)
                    @if view.letters_next { " " a href={ "/admissions/referrals/" (view.reference) "/letters" } { "Write the letters next" } "." }
                }
            }
        }
    }
}

/// All others.
pub fn part(view: &View<'_>) -> Markup {
    html! { (merged(view)) (handed(view)) (owed(view.owed)) (news(view)) (elsewhere(view)) (alike(view)) }
}

fn merged(view: &View<'_>) -> Markup {
    let here = format!("/admissions/referrals/{}", view.reference);
    html! {
        @if let Some(main) = view.merged_into {
            section class="app-news app-news--joined" aria-labelledby="joined" data-merged {
                h2 id="joined" { "Joined to another referral" }
                p { "Work goes on in " a class="app-reference" href={ "/admissions/referrals/" (main) } { (main) } ". What was sent here stays here, and so does what the sender writes." }
                @if view.can_unmerge { p { a href={ (here) "/unmerge" } { "Take apart again" } } }
            }
        }
    }
}

/// Taking up is no step of the case: anything else that its new owner does takes it up too. What came has a button of its own.
fn handed(view: &View<'_>) -> Markup {
    let action = format!("/admissions/referrals/{}/mark-read", view.reference);
    html! {
        @if let Some(handed) = view.handed {
            section class="app-news" aria-labelledby="handed" data-handed {
                h2 id="handed" { "Handed to you" }
                p class="app-quiet" { (handed.about) }
                @if let Some(note) = &handed.note { p class="app-lines app-break" { (note) } }
                @if view.news.is_empty() && view.can_read {
                    (form(&action, view.frame.csrf, view.nonce, html! {
                        input type="hidden" name="version" value=(view.version);
                        button class="nhsuk-button nhsuk-button--small" type="submit" data-module="nhsuk-button" data-prevent-double-click="true" { "I have seen it" }
                    }))
                }
            }
        }
    }
}

/// A refusal of which somebody was not told.
fn owed(letters: &[Owed]) -> Markup {
    html! {
        @if !letters.is_empty() {
            section class="app-news" aria-labelledby="owed" data-owed {
                h2 id="owed" { "Letters still to write" }
                p { "Nobody has written about this decision to everybody whom it concerns. The referral stays under “Needs action” until somebody has." }
                ul class="app-news__list" {
                    @for letter in letters {
                        li { @if let Some(href) = &letter.href { a href=(href) { (letter.what) } } @else { (letter.what) ", by a clinician or a lead" } }
                    }
                }
            }
        }
    }
}

fn news(view: &View<'_>) -> Markup {
    let action = format!("/admissions/referrals/{}/mark-read", view.reference);
    html! {
        @if !view.news.is_empty() {
            section class="app-news" aria-labelledby="news" data-news {
                h2 id="news" { "New, and not marked as read" }
                @for one in view.news {
                    p { strong { (one.what) } " – " span class="app-quiet" { (one.about) } }
                    @if let Some(text) = &one.text { p class="app-lines app-break" { (text) } }
                }
                @if view.can_read {
                    (form(&action, view.frame.csrf, view.nonce, html! {
                        input type="hidden" name="version" value=(view.version);
                        button class="nhsuk-button nhsuk-button--small" type="submit" data-module="nhsuk-button" data-prevent-double-click="true" { "I have read what came" }
                    }))
                }
            }
        }
    }
}

fn elsewhere(view: &View<'_>) -> Markup {
    html! {
        @for joined in view.unread_joined {
            (inset(html! {
                p { "Something new came on " a class="app-reference" href={ "/admissions/referrals/" (joined) } { (joined) } ", which was joined to this referral. Nobody has marked it as read." }
            }))
        }
    }
}

fn alike(view: &View<'_>) -> Markup {
    html! {
        @if view.alike > 0 {
            p class="app-alike" {
                a href="#related" {
                    @if view.alike == 1 { "1 other referral may be about the same person" }
                    @else { (view.alike) " other referrals may be about the same person" }
                }
            }
        }
    }
}
