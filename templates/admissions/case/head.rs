//! The top of a referral's page: who it is about, where it stands, who has it, and what is promised. It is read in ten seconds.

use maud::{Markup, html};

use crate::components::tag;

/// How near a promised day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// There is time.
    Later,
    /// Today, or the next working day.
    Soon,
    /// It has passed.
    Over,
}

/// The next day that is promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What, with the day: "Triage by 26 November 2026".
    pub what: String,
    /// How far away it is: "2 days overdue".
    pub when: String,
    /// As a colour, which only repeats the words.
    pub near: Near,
}

/// A fact in a few words, and more words under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub key: &'static str,
    /// The fact.
    pub value: String,
    /// Under it.
    pub more: Option<String>,
}

/// What stands at the top.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The reference.
    pub reference: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// Age and date of birth, in words.
    pub born: Option<&'a str>,
    /// The NHS number, in threes.
    pub nhs_number: Option<&'a str>,
    /// Whether signs were met.
    pub flagged: bool,
    /// Where it stands, in words.
    pub state: &'a str,
    /// Set by a clinician, in words; and whether it is more than routine.
    pub priority: Option<(&'a str, bool)>,
    /// Titles of the flags, with their ids.
    pub flags: &'a [(&'a str, &'a str)],
    /// Who has it, in words; nothing where nobody does.
    pub owner: Option<&'a str>,
    /// The next day that is promised.
    pub due: Option<&'a Due>,
    /// Received, source, funding, 18 weeks.
    pub facts: &'a [Fact],
    /// What the person needs to be reached and met.
    pub needs: &'a [String],
}

/// The part.
pub fn part(view: &View<'_>) -> Markup {
    html! {
        div class="app-case__head" {
            h1 data-reference=(view.reference) { "Referral " span class="app-reference" { (view.reference) } }
            p class="app-case__who" data-person {
                strong class="app-break" { (view.name) }
                @if let Some(born) = view.born { span { (born) } }
                span { "NHS number " (view.nhs_number.unwrap_or("not known")) }
            }
            ul class="app-tags" {
                @if let Some((priority, high)) = view.priority {
                    li { (tag(&format!("Priority: {priority}"), if high { "red" } else { "grey" })) }
                }
                li { (tag(view.state, "blue")) }
                @if view.flagged { li { (tag("Flagged", "orange")) } } @else { li { (tag("Not flagged", "grey")) } }
                @for (id, title) in view.flags { li data-flag=(id) { (tag(title, "grey")) } }
            }
            (facts(view))
            (needs(view.needs))
        }
    }
}

fn facts(view: &View<'_>) -> Markup {
    html! {
        dl class="app-facts" {
            div data-owner { dt { "Owner" } dd { strong { (view.owner.unwrap_or("Nobody")) } } }
            @if let Some(due) = view.due {
                div class={ "app-facts__due app-facts__due--" (code(due.near)) } data-due=(code(due.near)) {
                    dt { "Promised" } dd { strong { (due.when) } span { (due.what) } }
                }
            }
            @for fact in view.facts {
                div { dt { (fact.key) } dd { strong { (fact.value) } @if let Some(more) = &fact.more { span { (more) } } } }
            }
        }
    }
}

fn needs(needs: &[String]) -> Markup {
    html! {
        @if !needs.is_empty() {
            div class="app-needs" data-needs {
                h2 class="app-needs__title" { "Access needs" }
                ul class="app-tags" { @for need in needs { li class="app-needs__one app-break" { (need) } } }
            }
        }
    }
}

const fn code(near: Near) -> &'static str {
    match near {
        Near::Later => "later",
        Near::Soon => "soon",
        Near::Over => "over",
    }
}
