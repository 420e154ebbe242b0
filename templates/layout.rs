//! The frame of every page: head, header, banner, main and footer.

use maud::{DOCTYPE, Markup, html};

use crate::admissions::shortcuts::shortcuts;
use crate::assets;
use crate::components::{back_link, button};

/// Name of the hospital, shown as plain text: it is private, so no NHS logo or lettering.
pub const HOSPITAL: &str = "The Royal Buckinghamshire Hospital";
/// Name of the service in titles and in the header.
pub const SERVICE: &str = "Inpatient referral";

/// Which way in a page belongs to; decides the links of the header.
#[derive(Debug, Clone, Copy, Default)]
pub enum Nav<'a> {
    /// Pages that anybody may read.
    #[default]
    Public,
    /// Pages of the patient's questionnaire.
    Patient {
        /// When the answers were last kept, in words such as "4:12pm", if there is a draft.
        saved_at: Option<&'a str>,
    },
    /// Pages of referrers, with the signed-in person's name.
    Referrer {
        /// Name of the person signed in.
        name: &'a str,
        /// When the draft on this page was last saved, in words such as "4:12pm".
        saved_at: Option<&'a str>,
    },
    /// Pages of the admissions team, with the signed-in person's name.
    Staff {
        /// Name of the person signed in.
        name: &'a str,
        /// Whether they look after accounts, settings and what else is on the page of administration.
        admin: bool,
        /// Whether they see who waits and who stays where.
        beds: bool,
        /// Whether they read declines a second time, or look after those who do.
        second_reads: bool,
        /// Where the page stands.
        current: Current,
    },
}

/// A part of the admissions team's pages, as their navigation names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The lists of referrals, and each referral with all that is done to it.
    Referrals,
    /// Who waits for a bed.
    WaitingList,
    /// Who stays where.
    Beds,
    /// Declines that are read again.
    SecondReads,
    /// Numbers.
    Statistics,
    /// Accounts, settings, logs and the like.
    Administration,
    /// The account of whoever is signed in.
    Account,
}

/// Where in the navigation a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Current {
    /// The part that it belongs to.
    pub place: Place,
    /// Whether it is the very page that the link leads to.
    pub exact: bool,
}

/// What every page of one request shares. A page makes its [`Chrome`] of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame<'a> {
    /// Token for the forms of the page.
    pub csrf: &'a str,
    /// Whether the service runs with demonstration data, which a banner then says.
    pub demo: bool,
    /// The way in.
    pub nav: Nav<'a>,
}

impl<'a> Frame<'a> {
    /// A chrome with this title, without error, back link or outcome.
    pub fn titled(&self, title: &'a str) -> Chrome<'a> {
        Chrome {
            title,
            csrf: self.csrf,
            demo: self.demo,
            nav: self.nav,
            ..Chrome::default()
        }
    }
}

/// Everything around the body of a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Chrome<'a> {
    /// The page's own title; the service and hospital are added.
    pub title: &'a str,
    /// Puts "Error: " before the title.
    pub error: bool,
    /// Token for the forms of the page.
    pub csrf: &'a str,
    /// Shows the demonstration banner.
    pub demo: bool,
    /// The way in.
    pub nav: Nav<'a>,
    /// Address of the page before, for the back link.
    pub back: Option<&'a str>,
    /// Outcome id for `<main data-outcome>`, on the result page alone.
    pub outcome: Option<&'a str>,
    /// Uses the full width, for tables of staff.
    pub wide: bool,
}

impl<'a> Chrome<'a> {
    /// With "Error: " before the title when `error`.
    #[must_use]
    pub const fn with_error(mut self, error: bool) -> Self {
        self.error = error;
        self
    }

    /// With a back link to this address.
    #[must_use]
    pub const fn with_back(mut self, back: Option<&'a str>) -> Self {
        self.back = back;
        self
    }

    /// With `<main data-outcome>`.
    #[must_use]
    pub const fn with_outcome(mut self, outcome: &'a str) -> Self {
        self.outcome = Some(outcome);
        self
    }
}

/// A whole page with this body inside `<main>`.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this page alone"
)]
pub fn page(chrome: &Chrome<'_>, body: Markup) -> Markup {
    // Staff go from page to page all day: header and left edge stay where they are.
    let staff = matches!(chrome.nav, Nav::Staff { .. });
    let width = if chrome.wide || staff {
        "app-width app-width--wide"
    } else {
        "app-width"
    };
    let narrow = if staff && !chrome.wide {
        " app-main--narrow"
    } else {
        ""
    };
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head(chrome))
            body {
                a class="nhsuk-skip-link" href="#maincontent" data-module="nhsuk-skip-link" { "Skip to main content" }
                (header(chrome, width))
                @if chrome.demo { (demonstration_banner(width)) }
                div class=(width) {
                    @if let Some(address) = chrome.back { (back_link(address)) }
                    main class={ "nhsuk-main-wrapper app-main" (narrow) } id="maincontent" data-outcome=[chrome.outcome] { (body) }
                }
                (footer(chrome, width))
            }
        }
    }
}

fn head(chrome: &Chrome<'_>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            title { @if chrome.error { "Error: " } (chrome.title) " – " (SERVICE) " – " (HOSPITAL) }
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            meta name="theme-color" content="#14505a";
            meta name="robots" content="noindex";
            link rel="icon" type="image/svg+xml" href=(assets::icon_path());
            link rel="stylesheet" href=(assets::stylesheet_path());
            script src=(assets::script_path()) defer {}
        }
    }
}

fn header(chrome: &Chrome<'_>, width: &str) -> Markup {
    let home = match chrome.nav {
        Nav::Staff { .. } => "/admissions",
        Nav::Referrer { .. } => "/refer",
        Nav::Public | Nav::Patient { .. } => "/",
    };
    html! {
        header class="app-header" {
            div class={ (width) " app-header__inner" } {
                a class="app-header__mark" href=(home) {
                    span class="app-header__hospital" { (HOSPITAL) }
                    span class="app-header__service" { (SERVICE) }
                }
                (navigation(chrome))
            }
        }
    }
}

fn navigation(chrome: &Chrome<'_>) -> Markup {
    html! {
        @match chrome.nav {
            Nav::Public => {}
            Nav::Patient { saved_at } => {
                nav class="app-header__nav" aria-label="Your answers" {
                    ul {
                        @if let Some(time) = saved_at {
                            li { span class="app-header__saved" { "Saved " (time) } }
                            li { a href="/check/save" { "Save for later" } }
                        }
                        li { a href="/get-help" { "Urgent help" } }
                    }
                }
            }
            Nav::Referrer { name, saved_at } => {
                nav class="app-header__nav" aria-label="Referrals" {
                    ul {
                        @if let Some(time) = saved_at {
                            li { span class="app-header__saved" { "Saved " (time) } }
                        }
                        li { a href="/refer" { "Referrals" } }
                        li { a href="/refer/account" { (name) } }
                        li { (sign_out(chrome.csrf, "/refer/sign-out")) }
                    }
                }
            }
            Nav::Staff { name, admin, beds, second_reads, current } => {
                nav class="app-header__nav" aria-label="Admissions" {
                    ul {
                        (place(current, Place::Referrals, "/admissions", "Referrals"))
                        @if beds {
                            (place(current, Place::WaitingList, "/admissions/waiting-list", "Waiting list"))
                            (place(current, Place::Beds, "/admissions/beds", "Beds"))
                        }
                        @if second_reads { (place(current, Place::SecondReads, "/admissions/second-reads", "Second reads")) }
                        (place(current, Place::Statistics, "/admissions/statistics", "Statistics"))
                        @if admin { (place(current, Place::Administration, "/admissions/administration", "Administration")) }
                        (place(current, Place::Account, "/admissions/account", name))
                        li { (sign_out(chrome.csrf, "/admissions/sign-out")) }
                    }
                }
            }
        }
    }
}

/// A link of the navigation. The one of this page, or of the part that it belongs to, is marked.
fn place(current: Current, place: Place, href: &str, words: &str) -> Markup {
    let marked = (current.place == place).then_some(if current.exact { "page" } else { "true" });
    html! { li { a href=(href) aria-current=[marked] { (words) } } }
}

fn sign_out(csrf: &str, action: &str) -> Markup {
    html! {
        form class="app-header__form" method="post" action=(action) {
            input type="hidden" name="csrf" value=(csrf);
            (button::header("Sign out"))
        }
    }
}

fn demonstration_banner(width: &str) -> Markup {
    html! {
        aside class="app-demo" aria-label="Demonstration" {
            p class=(width) { strong { "Demonstration." } " Everything here is made up. Do not enter real details about anybody." }
        }
    }
}

fn footer(chrome: &Chrome<'_>, width: &str) -> Markup {
    html! {
        footer class="app-footer" {
            div class=(width) {
                @if let Nav::Staff { .. } = chrome.nav { (shortcuts()) }
                nav aria-label="Support" {
                    ul class="app-footer__links" {
                        li { a href="/get-help" { "Get urgent help" } }
                        li { a href="/privacy" { "Privacy" } }
                        li { a href="/accessibility" { "Accessibility" } }
                    }
                }
                p class="app-footer__note" { (HOSPITAL) ". This service is not monitored for emergencies. In an emergency call 999." }
            }
        }
    }
}
