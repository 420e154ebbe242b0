//! Pages that exist only with demonstration data.

use maud::{Markup, html};

use crate::layout::{self, Frame};

/// A message that would have been sent.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// Address it goes to.
    pub to: &'a str,
    /// Subject line.
    pub subject: &'a str,
    /// When, in words.
    pub at: &'a str,
    /// The plain text.
    pub text: &'a str,
}

/// `/demo/mail`: the messages that would have been sent, newest first.
pub fn mail(frame: &Frame<'_>, messages: &[Message<'_>]) -> Markup {
    let chrome = frame.titled("Demonstration mail");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Demonstration mail" }
                p { "No mail server is set, so messages are shown here instead of being sent." }
                @if messages.is_empty() { p class="app-quiet" { "No messages yet." } }
                @for message in messages {
                    article class="app-mail" {
                        h2 class="nhsuk-heading-s" { (message.subject) }
                        p class="app-quiet" { "To " (message.to) ", " (message.at) }
                        @for line in message.text.lines() { (linked(line)) }
                    }
                }
            }
        },
    )
}

/// A line of a message; one that is an address alone becomes a link.
fn linked(line: &str) -> Markup {
    html! {
        @if line.starts_with("http://") || line.starts_with("https://") { p class="app-break" { a href=(line) { (line) } } }
        @else if !line.is_empty() { p { (line) } }
    }
}

/// One demonstration account with its current code.
#[derive(Debug, Clone)]
pub struct Account {
    /// Who it is.
    pub name: &'static str,
    /// Sign-in name.
    pub email: &'static str,
    /// Password, which is public.
    pub password: &'static str,
    /// The one-time code of this moment.
    pub code: String,
}

/// Accounts that sign in at the same place.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    /// Whose they are.
    pub heading: &'a str,
    /// Where they sign in.
    pub sign_in: &'a str,
    /// Each of them.
    pub accounts: &'a [Account],
}

/// `/demo/codes`: how to sign in to the demonstration accounts.
pub fn codes(frame: &Frame<'_>, groups: &[Group<'_>]) -> Markup {
    let chrome = frame.titled("Demonstration accounts");
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                h1 { "Demonstration accounts" }
                p { "The codes change every 30 seconds. Reload the page for new ones." }
                @for group in groups {
                    h2 { (group.heading) }
                    p { a href=(group.sign_in) { "Sign in here" } }
                    @for account in group.accounts { (shown(account)) }
                }
            }
        },
    )
}

fn shown(account: &Account) -> Markup {
    html! {
                    article class="app-mail" {
                        h3 class="nhsuk-heading-s" { (account.name) }
                        dl class="app-sign__answers" {
                            div { dt { "E-mail" } dd { (account.email) } }
                            div { dt { "Password" } dd class="app-code" { (account.password) } }
                            div { dt { "Code now" } dd class="app-code" { (account.code) } }
                        }
                    }
    }
}
